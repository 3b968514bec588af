export const words = {
  takenBack: 'What you saw for a moment was taken back.',
  again: 'Try again',
  reference: 'Reference {{id}}',
  noAnswer: {
    title: 'No answer from the server',
    advice: 'It may or may not have arrived. Look at the newest state before you try again.',
  },
  broken: {
    title: 'This page stumbled',
    advice: 'Reload it. If it happens again, tell your administrator what you did.',
  },
  code: {
    validation: { title: 'A value is not right', advice: 'Check what you entered and send it again.' },
    'unknown-field': { title: 'This page is out of date', advice: 'Reload it and try again.' },
    'not-signed-in': { title: 'You are signed out', advice: 'Sign in again to go on.' },
    forbidden: {
      title: 'Not allowed',
      advice: 'Your role does not cover this. Ask HR or your administrator if it should.',
    },
    'not-found': { title: 'Not found', advice: 'It does not exist, or it is not yours to see.' },
    'stale-version': {
      title: 'Somebody changed it meanwhile',
      advice: 'You now see the newest state. Look it over and do it again if it still fits.',
    },
    'wrong-state': {
      title: 'It has moved on',
      advice: 'This is no longer possible in its present state, which you now see.',
    },
    'already-decided': { title: 'It has been decided already', advice: 'You now see what was decided.' },
    duplicate: { title: 'It exists already', advice: 'Use the one that is there, or choose another name.' },
    'idempotency-in-flight': { title: 'Still at work', advice: 'The same request is being handled. Wait a moment.' },
    'idempotency-mismatch': { title: 'This page is out of date', advice: 'Reload it and try again.' },
    'evidence-required': {
      title: 'Evidence is missing',
      advice: 'Add a file or a link to every goal that asks for evidence.',
    },
    'weights-not-100': { title: 'Weights must add up to 100', advice: 'Change the weights until their sum is 100.' },
    'unknown-person': { title: 'No such person', advice: 'Check the employee number.' },
    'unknown-unit': { title: 'No such unit', advice: 'Check the unit’s code.' },
    'unknown-currency': { title: 'No such currency', advice: 'Use an ISO 4217 code such as CNY.' },
    'money-scale': { title: 'Too many decimals', advice: 'This currency has fewer decimals.' },
    'nobody-to-approve': { title: 'Nobody could decide this', advice: 'Ask HR to name an approver.' },
    'calendar-not-covered': {
      title: 'The working calendar does not reach that far',
      advice: 'Ask HR to import the next year’s calendar.',
    },
    'four-eyes': { title: 'Somebody else has to decide this', advice: 'Nobody decides on what is their own.' },
    'step-up-required': { title: 'Confirm that it is you', advice: 'What concerns money needs a fresh sign-in.' },
    'too-large': { title: 'Too large', advice: 'Choose a smaller file.' },
    'unsupported-media': {
      title: 'This kind of file is not accepted',
      advice: 'Send a picture, a PDF or an office document.',
    },
    'rate-limited': { title: 'Too many requests', advice: 'Wait a few seconds.' },
    'not-yet': { title: 'Not yet', advice: 'Its time has not come. Try again later.' },
    'payouts-stopped': {
      title: 'Payouts are stopped',
      advice: 'Finance has stopped all payouts. They go on once it is released.',
    },
    'copy-behind': { title: 'Still catching up', advice: 'The organisation was just changed. Try again in a moment.' },
    unavailable: {
      title: 'Not available right now',
      advice: 'Part of the system is away. It is tried again by itself.',
    },
    internal: {
      title: 'Something went wrong',
      advice: 'Try again. If it stays, tell your administrator the reference.',
    },
  },
};
