export const words = {
  title: 'My results',
  empty: {
    title: 'No results yet',
    advice: 'Your first score appears here once your week is confirmed and the results are published.',
  },
  more: 'Earlier results',
  score: 'Score',
  completion: 'Completion',
  rank: 'Rank in your unit',
  notYetPublished: 'Computed, and not published yet.',
  how: 'How was this computed?',
  agrees: 'Computed anew just now: the same digits',
  differs: 'Computed anew just now: different digits. Tell HR.',
  part: {
    actual: 'Actual',
    target: 'Target',
    attainment: 'Reached',
    points: 'Points for that',
    weight: 'Weight',
    total: 'Score',
    rule: 'by rule set {{rule}}, version {{version}}',
  },
};
