export const words = {
  title: 'What changed last',
  from: 'Version {{from}} → {{to}}',
  field: 'Field',
  before: 'Before',
  after: 'After',
  nothing: '—',
  first: {
    title: 'This is the first version',
    advice: 'As soon as something is changed, the difference is shown here.',
  },
  same: 'Nothing is different.',
};
