export const words = {
  title: 'Archive',
  empty: {
    title: 'Nothing here yet',
    advice: 'Every week you take part in is kept here with its goals, result and pay.',
  },
  more: 'Earlier periods',
  completion: 'Completion',
  score: 'Score',
  band: 'Band',
  paid: 'Paid',
};
