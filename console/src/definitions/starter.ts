/** A week as most companies want it: the file that a new definition begins with. */
export const starterFile = (names: {
  name: string;
  /** Of the one link of its chains. */
  lead: string;
  zone: string;
  calendar: string;
  ruleSet: string;
}): string => `code: weekly-goals
data:
  name: ${JSON.stringify(names.name)}
  period: week
  zone: ${names.zone}
  calendar: ${names.calendar}
  who: {}
  timeline:
    - { step: issue, day: 1, time: 09:00, move: later }
    - { step: remind-plan, day: 2, time: 14:00, move: later }
    - { step: close-planning, day: 2, time: 18:00, move: later }
    - { step: ask-report, day: 5, time: 17:00, move: earlier }
    - { step: remind-report, day: 5, time: 19:00, move: earlier }
    - { step: close-reporting, day: 5, time: 20:00, move: earlier }
    - { step: close-confirming, day: 8, time: 10:00, move: later }
    - { step: score, day: 8, time: 10:05, move: later }
    - { step: publish, day: 8, time: 10:10, move: later }
    - { step: weekly-report, day: 8, time: 17:00, move: later }
    - { step: archive, day: 8, time: 18:00, move: later }
  chains:
    plan:
      - id: lead
        name: ${JSON.stringify(names.lead)}
        assign: { kind: manager, level: 1 }
        mode: any
        ladder:
          due: { atStep: close-planning }
          remindBefore: [4]
          escalateAfter: [1]
          last: { action: approve, after: 12 }
    report:
      - id: lead
        name: ${JSON.stringify(names.lead)}
        assign: { kind: manager, level: 1 }
        mode: any
        ladder:
          due: { atStep: close-confirming }
          remindBefore: [1]
          escalateAfter: []
          last: { action: approve, after: 0 }
  ifNotPlanned: accept-as-issued
  ifNotReported: count-as-zero
  ruleSet: ${names.ruleSet}
`;
