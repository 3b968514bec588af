import { Injectable } from '@nestjs/common';
import { DomainError, isDomainError } from '@goalbeat/domain/errors/domain-error';
import type { Language } from '@goalbeat/domain/wording/language';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { GoalTemplateRepository } from '../goal-template/goal-template.repository.js';
import type { Data } from './cycle-definition.repository.js';
import { PeerRules, type KnownPlan, type KnownRules } from './peer-rules.js';
import { at, type FieldProblem } from './problem.js';

export interface RulesChecked {
  problems: FieldProblem[];
  warnings: FieldProblem[];
}

type Asked = 'ruleSet' | 'payPlan';
const OWNER: Readonly<Record<Asked, { en: string; zh: string; noun: string; nounZh: string }>> = {
  ruleSet: { en: 'The appraisal service', zh: '绩效评分服务', noun: 'rule set', nounZh: '评分规则' },
  payPlan: { en: 'The payroll service', zh: '奖金发放服务', noun: 'pay plan', nounZh: '奖金方案' },
};

/** What a definition names and others keep. Never within a transaction: others take their time to answer. */
@Injectable()
export class RulesCheck {
  constructor(
    private readonly peers: PeerRules,
    private readonly templates: GoalTemplateRepository,
    private readonly uow: UnitOfWork,
  ) {}

  /** @throws unavailable when nobody can say whether they exist: nothing is activated on trust */
  async required(tenantId: string, data: Data, language: Language): Promise<RulesChecked> {
    const { away, ...checked } = await this.#of(tenantId, data);
    const [field] = away;
    if (field === undefined) return checked;
    const { en, zh, noun, nounZh } = OWNER[field];
    throw new DomainError(
      'unavailable',
      language === 'en'
        ? `${en} does not answer, so whether there is a ${noun} ${data[field] ?? ''} is not known. The definition stays a draft: activate it again in a few minutes.`
        : `${zh}没有响应，暂时无法确认${nounZh} ${data[field] ?? ''} 是否存在。考核方案仍为草稿：请几分钟后再启用。`,
      { field: `data.${field}` },
    );
  }

  /** For a look: what could not be asked is told. */
  async seen(tenantId: string, data: Data): Promise<RulesChecked> {
    const { away, problems, warnings } = await this.#of(tenantId, data);
    const unknown = away.map((field) =>
      at(
        field,
        `${OWNER[field].en} does not answer just now: whether ${data[field] ?? ''} exists is checked at activation`,
        `${OWNER[field].zh}暂时没有响应：${data[field] ?? ''} 是否存在，将在启用时检查`,
      ),
    );
    return { problems, warnings: [...warnings, ...unknown] };
  }

  async #of(tenantId: string, data: Data): Promise<RulesChecked & { away: Asked[] }> {
    const { ruleSet: ruleCode, payPlan: planCode } = data;
    const [rules, plan] = await Promise.all([
      found(() => this.peers.ruleSet(tenantId, ruleCode, null, 'ruleSet')),
      planCode === undefined ? 'none' : found(() => this.peers.payPlan(tenantId, planCode, null, 'payPlan')),
    ]);
    const missing = (field: Asked) =>
      at(
        field,
        `there is no ${OWNER[field].noun} ${data[field] ?? ''}: choose one that is there, or make it first`,
        `没有${OWNER[field].nounZh} ${data[field] ?? ''}：请选择已有的，或先添加`,
      );
    return {
      problems: [
        ...(rules === 'missing' ? [missing('ruleSet')] : []),
        ...(plan === 'missing' ? [missing('payPlan')] : []),
      ],
      warnings:
        typeof rules === 'string'
          ? []
          : [
              ...(await this.#strangeGroups(tenantId, data, rules)),
              ...(typeof plan === 'string' ? [] : strangeBands(rules, plan)),
            ],
      away: [...(rules === 'away' ? (['ruleSet'] as const) : []), ...(plan === 'away' ? (['payPlan'] as const) : [])],
    };
  }

  /** Goals in a group that the rule set does not know cannot be scored. */
  async #strangeGroups(tenantId: string, data: Data, rules: KnownRules): Promise<FieldProblem[]> {
    if (!data.timeline.some(({ step }) => step === 'score')) return [];
    const known = new Set(rules.data.groups.map(({ code }) => code));
    const templates = await this.uow.read(tenantId, (tx) => this.templates.forIssuing(tx));
    return [...templates.values()]
      .filter(({ jobFamily }) => data.who.jobFamilies === undefined || data.who.jobFamilies.includes(jobFamily))
      .flatMap(({ code, goals }) => {
        const strange = [...new Set(goals.map(({ group }) => group).filter((group) => !known.has(group)))];
        return strange.length === 0
          ? []
          : [
              at(
                'ruleSet',
                `template ${code} has goals in the group ${strange.join(', ')}, which the rule set ${rules.code} does not know: they could not be scored`,
                `目标模板 ${code} 有目标属于分组 ${strange.join('、')}，而评分规则 ${rules.code} 没有该分组：将无法评分`,
              ),
            ];
      });
  }
}

/** A band that is written in two ways is worth nothing: a plan may be used with several rule sets, so that is told and not refused. */
function strangeBands(rules: KnownRules, { code, bands = [], needsAllBands = false }: KnownPlan): FieldProblem[] {
  if (bands.length === 0) return [];
  const given = rules.data.bands.map((band) => band.code);
  const strange = bands.filter((band) => !given.includes(band));
  const lacking = needsAllBands ? given.filter((band) => !bands.includes(band)) : [];
  return [
    ...(strange.length === 0
      ? []
      : [
          at(
            'payPlan',
            `the pay plan ${code} goes by ${strange.join(', ')}, which the rule set ${rules.code} never gives (it gives ${given.join(', ')})`,
            `奖金方案 ${code} 使用等级 ${strange.join('、')}，而评分规则 ${rules.code} 不会给出该等级（其等级为 ${given.join('、')}）`,
          ),
        ]),
    ...(lacking.length === 0
      ? []
      : [
          at(
            'payPlan',
            `the pay plan ${code} has nothing for ${lacking.join(', ')} of the rule set ${rules.code}: whoever gets that is on the list with 0, held`,
            `奖金方案 ${code} 没有评分规则 ${rules.code} 的等级 ${lacking.join('、')}：得到该等级的人将以 0 列入清单并暂缓`,
          ),
        ]),
  ];
}

async function found<T>(ask: () => Promise<T>): Promise<T | 'missing' | 'away'> {
  try {
    return await ask();
  } catch (error) {
    if (isDomainError(error) && error.code === 'validation') return 'missing';
    if (isDomainError(error) && error.code === 'unavailable') return 'away';
    throw error;
  }
}
