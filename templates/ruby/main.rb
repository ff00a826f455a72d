# frozen_string_literal: true

require_relative 'greet'

puts greet(ARGV.fetch(0, '{{name}}'))
