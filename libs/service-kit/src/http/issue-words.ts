import { inChinese } from '@goalbeat/contracts/wire-words';
import type { Language } from '@goalbeat/domain/wording/language';
import { z } from 'zod';
import { nearestBranch } from './nearest-branch.js';
import { choicesOf, membersOf, schemaAt } from './schema-at.js';
import { pathOf, valueAt, type Issue, type Path } from './zod-issue.js';

/** One entry of problem+json's `errors`. */
export interface FieldError {
  field: string;
  message: string;
}

/** What was checked, by what, and who reads what is wrong with it. */
export interface Checked {
  language: Language;
  /** What came. Absent: it is not repeated, as for passwords. */
  value?: unknown;
  schema?: z.core.$ZodType | undefined;
}

/** In English and in Chinese. */
type Both = readonly [en: string, zh: string];

const LONGEST_SHOWN = 40;
const MOST_MEMBERS = 8;
const SECRET = /password|secret|token|credential|code$/i;
const ZOD_ITSELF = /^(Invalid |Too (small|big)|Unrecognized )/;

const KINDS: Readonly<Record<string, Both>> = {
  string: ['a text', '文字'],
  number: ['a number', '数字'],
  int: ['a whole number', '整数'],
  boolean: ['true or false', 'true 或 false'],
  array: ['a list', '列表'],
  object: ['an object', '对象（若干字段）'],
  record: ['an object', '对象（若干字段）'],
  null: ['null', 'null'],
};

const FORMATS: Readonly<Record<string, Both>> = {
  datetime: [
    'an instant such as 2026-11-23T01:00:00Z or 2026-11-23T09:00:00+08:00',
    '时刻，例如 2026-11-23T01:00:00Z 或 2026-11-23T09:00:00+08:00',
  ],
  date: ['a day that there is, such as 2026-11-23', '真实存在的日期，例如 2026-11-23'],
  uuid: ['an id as answers give it', '接口返回的 ID'],
  url: ['an address such as https://example.com/page', '网址，例如 https://example.com/page'],
  email: ['an e-mail address', '邮箱地址'],
};

const or = (values: readonly unknown[]): Both => {
  const texts = values.map((value) => (value === '' ? '""' : String(value)));
  const last = texts.at(-1) ?? '';
  return [texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} or ${last}`, texts.join('、')];
};

function shown(value: unknown, path: Path): Both {
  if (value === null) return ['null', 'null'];
  if (Array.isArray(value)) return ['a list', '列表'];
  if (typeof value === 'object') return ['an object', '对象'];
  if (typeof value !== 'string') return [JSON.stringify(value), JSON.stringify(value)];
  if (SECRET.test(path.at(-1) ?? '')) return ['the text', '该文字'];
  const text = value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value;
  return [`"${text}"`, `“${text}”`];
}

/** Every wrong field with what is wrong, what is wanted, and what came, in the reader's language. */
export function issueWords(issue: Issue, checked: Checked): FieldError[] {
  if (issue.code === 'invalid_union' && (issue.errors ?? []).length > 0) {
    const nearest = nearestBranch(issue, checked.value);
    if (nearest !== null) return nearest.flatMap((one) => issueWords(one, checked));
  }
  const path = pathOf(issue);
  const pick = ([en, zh]: Both): string => (checked.language === 'en' ? en : zh);
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) => ({
      field: [...path, key].join('.'),
      message: pick(unknownMember(key, membersAt(checked, path))),
    }));
  }
  return [{ field: path.join('.'), message: pick(wordsOf(issue, path, checked)) }];
}

function unknownMember(key: string, known: readonly string[]): Both {
  const meant = known.find((name) => isNearly(name.toLowerCase(), key.toLowerCase()));
  return meant === undefined
    ? ['is not a known field; leave it out', '不是已知字段：请去掉']
    : [`is not a known field; is ${meant} meant?`, `不是已知字段：是否想写 ${meant}？`];
}

/** One letter more, less or other, or two letters that changed places. */
function isNearly(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  const rests = [
    [a.slice(same + 1), b.slice(same + 1)],
    [a.slice(same + 1), b.slice(same)],
    [a.slice(same), b.slice(same + 1)],
    [`${a[same + 1] ?? ''}${a[same] ?? ''}${a.slice(same + 2)}`, b.slice(same)],
  ] as const;
  return rests.some(([one, other]) => one === other);
}

function wordsOf(issue: Issue, path: Path, checked: Checked): Both {
  const value = valueAt(checked.value, path);
  const own = ZOD_ITSELF.test(issue.message) ? null : issue.message;
  switch (issue.code ?? '') {
    case 'invalid_type':
      return wanted(value, path, expectedAt(issue, path, checked), checked);
    case 'invalid_value': {
      const [en, zh] = or(issue.values ?? []);
      return chosen(value, path, [en, zh], checked);
    }
    case 'invalid_union':
      return issue.options === undefined
        ? wanted(value, path, branchesAt(path, checked), checked)
        : chosen(value, path, or(issue.options), checked);
    case 'invalid_format':
      return formatted(value, path, formatOf(issue), checked);
    case 'too_small':
      return tooFew(issue, value);
    case 'too_big':
      return tooMany(issue, value);
    case 'not_multiple_of':
      return [`must be a multiple of ${String(issue.divisor)}`, `须为 ${String(issue.divisor)} 的倍数`];
    default:
      return own === null ? ['has a wrong value', '的值不对'] : [own, inChinese(own) ?? own];
  }
}

/** @param what is wanted */
function wanted(value: unknown, path: Path, [en, zh]: Both, checked: Checked): Both {
  if (checked.value === undefined) return [`give ${en}`, `请填写${zh}`];
  if (value === undefined) return [`is missing: give ${en}`, `缺少：请填写${zh}`];
  const [came, given] = shown(value, path);
  return [`is ${came}: give ${en}`, `是${given}：请填写${zh}`];
}

function chosen(value: unknown, path: Path, [en, zh]: Both, checked: Checked): Both {
  if (checked.value === undefined) return [`choose ${en}`, `请选择 ${zh}`];
  if (value === undefined) return [`is missing: choose ${en}`, `缺少：请选择 ${zh}`];
  const [came, given] = shown(value, path);
  return [`is ${came}: choose ${en}`, `是${given}：请选择 ${zh}`];
}

function formatted(value: unknown, path: Path, [en, zh]: Both, checked: Checked): Both {
  if (typeof value !== 'string' || checked.value === undefined) return [`give ${en}`, `请填写${zh}`];
  const [came, given] = shown(value, path);
  // A + in an address means a blank.
  const blank = /\d \d\d:\d\d$/.test(value);
  return [
    `is ${came}: give ${en}${blank ? ', with + written as %2B in an address' : ''}`,
    `是${given}：请填写${zh}${blank ? '（网址中的 + 要写成 %2B）' : ''}`,
  ];
}

/** What a schema's own words say; zod's words for the usual formats. */
function formatOf(issue: Issue): Both {
  if (!ZOD_ITSELF.test(issue.message)) return [issue.message, inChinese(issue.message) ?? issue.message];
  return FORMATS[issue.format ?? ''] ?? ['a text of the expected form', '符合格式的文字'];
}

function expectedAt(issue: Issue, path: Path, checked: Checked): Both {
  const schema = checked.schema === undefined ? undefined : schemaAt(checked.schema, path);
  if (issue.expected === 'string' && schema !== undefined) {
    // What form the text must have is known by what the schema says of a text that has none.
    const [first] = (z.safeParse(schema, '').error?.issues ?? []) as readonly Issue[];
    if (first?.code === 'invalid_format') return formatOf(first);
  }
  if (schema !== undefined && (issue.expected === 'object' || issue.expected === 'record')) {
    return branchesAt(path, checked);
  }
  return KINDS[issue.expected ?? ''] ?? [issue.expected ?? 'another value', issue.expected ?? '其他值'];
}

function membersAt({ schema }: Checked, path: Path): string[] {
  const here = schema === undefined ? undefined : schemaAt(schema, path);
  return here === undefined ? [] : [...new Set(membersOf(here).flat())];
}

/** The branches of what is wanted: names to choose from, objects by their members. */
function branchesAt(path: Path, { schema }: Checked): Both {
  const here = schema === undefined ? undefined : schemaAt(schema, path);
  const names = here === undefined ? [] : choicesOf(here).map(String);
  const objects = here === undefined ? [] : membersOf(here).filter((members) => members.length > 0);
  const short = objects.map(
    (members) => `{ ${members.slice(0, MOST_MEMBERS).join(', ')}${members.length > MOST_MEMBERS ? ', …' : ''} }`,
  );
  if (names.length + short.length === 0) return KINDS['object'] ?? ['an object', '对象'];
  return or([...names, ...short]);
}

const lengthOf = (value: unknown): number | undefined =>
  typeof value === 'string' || Array.isArray(value) ? value.length : undefined;

function tooFew({ origin, minimum, inclusive }: Issue, value: unknown): Both {
  const least = String(minimum);
  if (origin === 'string') {
    const blank = typeof value === 'string' && value.trim() === '';
    return blank
      ? ['is empty: write something', '为空：请填写']
      : [`is too short: at least ${least} characters`, `太短：至少 ${least} 个字符`];
  }
  if (origin === 'array' || origin === 'set') {
    const here = lengthOf(value) ?? 0;
    return [`has ${here} entries: give at least ${least}`, `有 ${here} 项：至少要 ${least} 项`];
  }
  return inclusive === false
    ? [`is ${String(value)}: give a number above ${least}`, `是 ${String(value)}：请填写大于 ${least} 的数字`]
    : [`is ${String(value)}: give a number from ${least} on`, `是 ${String(value)}：请填写不小于 ${least} 的数字`];
}

function tooMany({ origin, maximum, inclusive }: Issue, value: unknown): Both {
  const most = String(maximum);
  if (origin === 'string') {
    const here = lengthOf(value);
    return [`has ${here ?? 'too many'} characters: at most ${most}`, `有 ${here ?? '过多'} 个字符：最多 ${most} 个`];
  }
  if (origin === 'array' || origin === 'set') {
    const here = lengthOf(value);
    return [`has ${here ?? 'too many'} entries: at most ${most}`, `有 ${here ?? '过多'} 项：最多 ${most} 项`];
  }
  return inclusive === false
    ? [`is ${String(value)}: give a number below ${most}`, `是 ${String(value)}：请填写小于 ${most} 的数字`]
    : [`is ${String(value)}: give a number up to ${most}`, `是 ${String(value)}：请填写不大于 ${most} 的数字`];
}
