require_relative '../sums'

RSpec.describe 'sums' do
  context 'with add' do
    it 'adds' do
      expect(add(2, 3)).to eq(5)
    end

    it 'wrong' do
      expect(add(2, 2)).to eq(5)
    end
  end

  it 'skipped', skip: 'not today' do
    raise
  end

  it 'sign' do
    expect(sign(4)).to eq(1)
  end
end
