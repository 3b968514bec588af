/** Job families of a services marketplace; each has a goal template of its own. */
export const JOB_FAMILIES = ['design', 'development', 'sales', 'support', 'operations', 'hr', 'finance'] as const;
export type JobFamily = (typeof JOB_FAMILIES)[number];

export interface Department {
  code: string;
  name: string;
  family: JobFamily;
}

/** In the order in which a growing company would found them, so that a small one has one of each kind. */
const BUSINESS: readonly Department[] = [
  { code: 'DESIGN', name: '设计部', family: 'design' },
  { code: 'DEV1', name: '研发一部', family: 'development' },
  { code: 'SALES1', name: '销售一部', family: 'sales' },
  { code: 'CS1', name: '客服一部', family: 'support' },
  { code: 'OPS', name: '运营部', family: 'operations' },
  { code: 'DEV2', name: '研发二部', family: 'development' },
  { code: 'SALES2', name: '销售二部', family: 'sales' },
  { code: 'CS2', name: '客服二部', family: 'support' },
  { code: 'BRAND', name: '品牌设计部', family: 'design' },
  { code: 'DEV3', name: '研发三部', family: 'development' },
  { code: 'SALES3', name: '销售三部', family: 'sales' },
  { code: 'MERCHANT', name: '商家运营部', family: 'operations' },
  { code: 'QA', name: '测试部', family: 'development' },
  { code: 'KEYACC', name: '大客户部', family: 'sales' },
  { code: 'CONTENT', name: '内容运营部', family: 'operations' },
  { code: 'CS3', name: '客服三部', family: 'support' },
  { code: 'UX', name: '用户体验部', family: 'design' },
  { code: 'DATA', name: '数据部', family: 'development' },
];
export const HR_DEPARTMENT: Department = { code: 'HR', name: '人力资源部', family: 'hr' };
export const FINANCE_DEPARTMENT: Department = { code: 'FIN', name: '财务部', family: 'finance' };

const LEAST = 7;
const USUAL_SIZE = 13.4;

/** Business departments for a number of people: 18 for 260; 7 for 40, each with a lead and a few people. */
export function businessDepartments(people: number): Department[] {
  const wanted = Math.max(LEAST, Math.round(people / USUAL_SIZE));
  const count = people <= 300 ? Math.min(wanted, BUSINESS.length) : wanted;
  return Array.from({ length: count }, (_, n) => {
    const model = BUSINESS[n % BUSINESS.length] ?? HR_DEPARTMENT;
    const round = Math.floor(n / BUSINESS.length);
    return round === 0
      ? model
      : { ...model, code: `${model.code}-${round + 1}`, name: `${model.name}（${round + 1} 区）` };
  });
}
