export const words = {
  title: 'Contradictions',
  about: 'Payroll said something else than what our books have. Ask payroll, then say which of the two is right.',
  which: 'Which contradictions',
  show: { open: 'Open', all: 'All' },
  more: 'Earlier ones',
  none: {
    title: 'Payroll and our books agree',
    advice: 'What payroll says against them appears here, with a task for finance.',
  },
  ours: 'We have',
  said: 'Payroll said',
  log: 'Process log',
  rule: {
    one: 'A finance lead settles it after asking payroll.',
    two: 'Two people of finance settle it after asking payroll, one of them a lead: it decides whether the money could go out once more. The only lead’s own two others settle, and where finance has nobody else the final decider is the second.',
  },
  anew: 'If payroll is right, it has to answer anew: its word cannot be taken over here, and until then our books stay as they are. What the bonus should be is put right by a correction.',
  asked: {
    clear: 'asked payroll, and found that ours is right.',
    accept: 'asked payroll, and found that payroll is right.',
  },
  who: 'Finance settles it.',
  second: 'You asked for it: somebody else of finance has to confirm.',
  closed: { cleared: 'Ours is right', accepted: 'Payroll is right', 'taken-back': 'Payroll took it back' },
  word: {
    clear: {
      go: 'Ours is right',
      confirm: 'Confirm: ours is right',
      title: 'Is what we have right?',
      says: 'Our books stay as they are, and what they let be done can be done again.',
    },
    accept: {
      go: 'Payroll is right',
      confirm: 'Confirm: payroll is right',
      title: 'Has payroll paid it?',
      says: 'It becomes paid in our books, its person is told, and it is not paid again.',
    },
  },
  settles: 'That settles it.',
  asksSecond: 'Somebody else of finance is asked to confirm it.',
  done: { asked: 'Asked. Somebody else has to confirm it.', closed: 'Settled.' },
};
