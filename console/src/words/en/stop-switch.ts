export const words = {
  title: 'Stop switch',
  about: 'Stops all payouts of the company at once. One person stops, two let them go on.',
  log: 'Process log',
  state: { going: 'Payouts are going out', stopped: 'Payouts are stopped' },
  count: { notHandedOver: 'not handed over', heldBack: 'written, held back', withPayroll: 'with payroll already' },
  stopped: 'Payouts are stopped.',
  stop: {
    go: 'Stop payouts',
    title: 'Stop all payouts now?',
    says: 'From now on nothing is posted to go out and nothing is handed over. What payroll has, it has; its answers are still taken. Two people have to release it.',
  },
  kind: { switch: 'Stopped by hand', restored: 'Stopped after a restore' },
  restored: 'The database is older than what was seen. Reconcile first; the release is refused while anything differs.',
  release: {
    who: 'HR’s lead and a finance lead release it.',
    askedBy: 'Release asked for by',
    second: 'You asked for the release: somebody else has to confirm it. One of the two is a finance lead.',
    rule: 'One of the two is a finance lead.',
    asked: 'Asked. Somebody else has to confirm it.',
    done: 'Payouts go on.',
    ask: {
      go: 'Ask for the release',
      title: 'Ask that payouts go on?',
      says: 'Say what was found. Somebody else confirms it.',
    },
    confirm: {
      go: 'Confirm the release',
      title: 'Let payouts go on?',
      says: 'What was held back is handed over at once.',
    },
  },
};
