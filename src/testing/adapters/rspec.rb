require 'json'
require 'rspec/core'
require 'rspec/core/formatters/base_formatter'

# A formatter of RSpec that tells what becomes of each example.
class CodelabTell < RSpec::Core::Formatters::BaseFormatter
  RSpec::Core::Formatters.register self, :start, :example_started, :example_passed,
                                   :example_failed, :example_pending, :message, :stop
  OUT = IO.for_fd(1, 'w', autoclose: false)

  def self.say(record)
    text = JSON.generate(record)
    OUT.write("\x1e#{text}\n")
    OUT.flush
  end

  def short(path)
    path = File.expand_path(path)
    path.start_with?("#{Dir.pwd}/") ? path[(Dir.pwd.size + 1)..] : path
  end

  def tell(example, state, more = {})
    meta = example.metadata
    names = example.example_group.parent_groups.reverse.map(&:description) + [example.description]
    self.class.say({ file: short(meta[:absolute_file_path]), path: names, line: meta[:line_number],
                     state: state, ms: (example.execution_result.run_time || 0) * 1000 }.merge(more))
  end

  def example_started(note)
    tell(note.example, 'running')
  end

  def example_passed(note)
    tell(note.example, 'passed')
  end

  def example_pending(note)
    tell(note.example, 'skipped', message: note.example.execution_result.pending_message.to_s)
  end

  def example_failed(note)
    error = note.exception
    text = ([error.message] + (error.backtrace || []).first(20)).join("\n")
    own = (error.backtrace || []).map { |l| l.match(/\A(.+?):(\d+)/) }.compact
          .map { |m| [short(m[1]), m[2].to_i] }.find { |file, _| !file.start_with?('/') }
    more = { message: text.scrub[0, 20_000] }
    more.update(failfile: own[0], failline: own[1]) if own
    puts text
    tell(note.example, 'failed', more)
  end

  def message(note)
    puts note.message
  end
end

if ENV['CODELAB_COVERAGE'] && !ENV['CODELAB_COVERAGE'].empty?
  require 'coverage'
  Coverage.start(lines: true)
  at_exit do
    seen = Coverage.result.select { |file, _| file.start_with?("#{Dir.pwd}/") }
    CodelabTell.say(section: 'ruby')
    CodelabTell::OUT.write("#{JSON.generate(seen)}\n")
    CodelabTell.say(section: '')
  end
end
