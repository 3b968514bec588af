import type { PACK_CODES, TemplateGoal } from '@goalbeat/contracts/goals/template-http';
import type { Language } from '@goalbeat/domain/wording/language';
import type { z } from 'zod';

export type Goal = z.infer<typeof TemplateGoal>;
export type PackCode = (typeof PACK_CODES)[number];

interface Indicator extends Pick<Goal, 'code' | 'type' | 'target' | 'weight'> {
  zh: string;
  en: string;
  unit?: readonly [zh: string, en: string];
  direction?: 'lower';
  evidenceRequired?: true;
}
interface Pack {
  zh: string;
  en: string;
  indicators: readonly Indicator[];
}

const ORDERS = ['单', 'orders'] as const;
const TIMES = ['次', 'times'] as const;
const PERCENT = ['%', '%'] as const;

/** Usual indicators of five kinds of work. Targets and weights are a start: each company edits them in its templates. */
const PACKS: Readonly<Record<PackCode, Pack>> = {
  sales: {
    zh: '销售',
    en: 'Sales',
    indicators: [
      {
        code: 'sales-orders',
        zh: '签约订单',
        en: 'Signed orders',
        type: 'quantity',
        target: '10',
        unit: ORDERS,
        weight: '40',
        evidenceRequired: true,
      },
      {
        code: 'sales-revenue',
        zh: '回款金额',
        en: 'Revenue received',
        type: 'amount',
        target: '50000',
        unit: ['元', 'CNY'],
        weight: '40',
      },
      {
        code: 'sales-visits',
        zh: '客户拜访',
        en: 'Customer visits',
        type: 'quantity',
        target: '15',
        unit: TIMES,
        weight: '20',
      },
    ],
  },
  'customer-service': {
    zh: '客户服务',
    en: 'Customer service',
    indicators: [
      {
        code: 'service-satisfaction',
        zh: '客户满意度',
        en: 'Customer satisfaction',
        type: 'percentage',
        target: '90',
        unit: PERCENT,
        weight: '40',
      },
      {
        code: 'service-first-reply',
        zh: '首次响应时长',
        en: 'Time to first reply',
        type: 'duration',
        target: '5',
        unit: ['分钟', 'minutes'],
        direction: 'lower',
        weight: '30',
      },
      {
        code: 'service-complaints',
        zh: '有效投诉',
        en: 'Justified complaints',
        type: 'quantity',
        target: '2',
        unit: TIMES,
        direction: 'lower',
        weight: '30',
      },
    ],
  },
  warehouse: {
    zh: '仓储',
    en: 'Warehouse',
    indicators: [
      {
        code: 'warehouse-accuracy',
        zh: '发货准确率',
        en: 'Shipping accuracy',
        type: 'percentage',
        target: '99.5',
        unit: PERCENT,
        weight: '40',
      },
      {
        code: 'warehouse-on-time',
        zh: '按时发货率',
        en: 'Shipped on time',
        type: 'percentage',
        target: '98',
        unit: PERCENT,
        weight: '40',
      },
      {
        code: 'warehouse-stocktake',
        zh: '盘点差异',
        en: 'Stocktaking differences',
        type: 'quantity',
        target: '3',
        unit: ['件', 'items'],
        direction: 'lower',
        weight: '20',
        evidenceRequired: true,
      },
    ],
  },
  operations: {
    zh: '运营',
    en: 'Operations',
    indicators: [
      {
        code: 'operations-registrations',
        zh: '新增注册',
        en: 'New registrations',
        type: 'quantity',
        target: '60',
        unit: ['个', 'registrations'],
        weight: '40',
      },
      {
        code: 'operations-conversion',
        zh: '转化率',
        en: 'Conversion',
        type: 'percentage',
        target: '5',
        unit: PERCENT,
        weight: '30',
      },
      {
        code: 'operations-campaign',
        zh: '活动按期上线',
        en: 'Campaign live on time',
        type: 'milestone',
        target: '1',
        weight: '30',
      },
    ],
  },
  compliance: {
    zh: '合规',
    en: 'Compliance',
    indicators: [
      {
        code: 'compliance-breaches',
        zh: '违规事项',
        en: 'Breaches',
        type: 'quantity',
        target: '1',
        unit: ['项', 'breaches'],
        direction: 'lower',
        weight: '50',
      },
      {
        code: 'compliance-training',
        zh: '完成合规培训',
        en: 'Compliance training done',
        type: 'yes-no',
        target: '1',
        weight: '30',
        evidenceRequired: true,
      },
      {
        code: 'compliance-filing',
        zh: '材料按时归档率',
        en: 'Files archived on time',
        type: 'percentage',
        target: '100',
        unit: PERCENT,
        weight: '20',
      },
    ],
  },
};

/** The pack's goals in the reader's language, weights adding up to 100 among themselves. */
export function goalsOfPack(code: PackCode, language: Language): Goal[] {
  return PACKS[code].indicators.map(({ zh, en, unit, direction, evidenceRequired, ...rest }) => ({
    ...rest,
    title: language === 'en' ? en : zh,
    unit: unit === undefined ? '' : unit[language === 'en' ? 1 : 0],
    direction: direction ?? 'higher',
    evidenceRequired: evidenceRequired ?? false,
    targetIs: 'value',
    baseline: null,
    group: 'kpi',
    metric: null,
    deadline: null,
    scoring: null,
    pack: code,
  }));
}

export const nameOfPack = (code: PackCode, language: Language): string => PACKS[code][language === 'en' ? 'en' : 'zh'];
