import type { OrgPerson } from '@goalbeat/org-copy/org-types';
import type { Told } from '../correction/standing-scores.js';
import type { RepublicationCounts, RepublicationState } from './republication.repository.js';

/** Names, with employee numbers. */
export interface Named {
  /** For whom finance refused what was asked for when it was taken. */
  refused: string[];
  overrides: string[];
  missing: string[];
  added: string[];
}

export interface Found {
  state: RepublicationState;
  counts: RepublicationCounts | null;
  /** For how many whose score is another the plan has no amount. */
  noRate?: number;
  /** An earlier correction waits for its signature. */
  underWay?: boolean;
  /** Whom somebody has to look at. */
  named?: Named;
}

/** How many a task's title names. */
const NAMED = 3;

export function namesOf(told: Told, people: ReadonlyMap<string, OrgPerson>, refused: readonly string[]): Named {
  const name = (personId: string): string => {
    const person = people.get(personId);
    return person === undefined ? personId : `${person.name} ${person.number}`;
  };
  return {
    refused: refused.map(name),
    overrides: told.overrides.map(({ personId }) => name(personId)),
    missing: told.missing.map(name),
    added: told.added.map(name),
  };
}

/** What a publication changes, in Chinese and in English. */
export function changeWords({ counts, noRate = 0, underWay = false, named }: Found): readonly [string, string] {
  if (counts === null) return ['', ''];
  const parts: (readonly [string, string])[] = [
    [`：${counts.up} 人增加，${counts.down} 人减少`, `: ${counts.up} more, ${counts.down} less`],
  ];
  if (noRate > 0) parts.push([`，${noRate} 人在方案中没有标准`, `, ${noRate} without a rate in the plan`]);
  if (underWay) parts.push(['，先前的更正待审批', ', an earlier correction waits for its signature']);
  if (named !== undefined) parts.push(...namedWords(named));
  return [parts.map(([zh]) => zh).join(''), parts.map(([, en]) => en).join('')];
}

function namedWords({ refused, overrides, missing, added }: Named): (readonly [string, string])[] {
  const all: (readonly [readonly string[], string, string])[] = [
    [refused, '财务未批准，须修正后再次更正', 'refused by finance, to be asked for again once amended'],
    [overrides, '将取代手工更正', 'corrected by hand and published otherwise since'],
    [missing, '不在本次发布中、仍按原评分发放', 'not in it and paid as before'],
    [added, '在本次发布中、但不在任何清单上', 'in it and on no list'],
  ];
  return all
    .filter(([names]) => names.length > 0)
    .map(([names, zh, en]) => {
      const some = names.slice(0, NAMED);
      const more = names.length > some.length;
      return [
        `，${names.length} 人${zh}（${some.join('、')}${more ? '等' : ''}）`,
        `, ${names.length} ${en} (${some.join(', ')}${more ? ', …' : ''})`,
      ];
    });
}
