# frozen_string_literal: true

require 'minitest/autorun'
require_relative 'greet'

class GreetTest < Minitest::Test
  def test_a_name_is_greeted
    assert_equal 'Hello, world!', greet('world')
  end

  def test_no_name_is_greeted_too
    assert_equal 'Hello, !', greet('')
  end
end
