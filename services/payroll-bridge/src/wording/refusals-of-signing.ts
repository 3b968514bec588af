/** As in refusals-of-lists: what is refused before anybody decides; what approvals refuse is in the wording of libs/approvals. */
export const REFUSALS_OF_SIGNING: Readonly<Record<string, string>> = {
  'HR does not sign money: name somebody outside HR as the final decider.':
    '奖金不由人力资源审批：请指定人力资源以外的人作为最终审批人。',
  'The final decider is of HR, which signs no money, and nobody else is left to sign: give somebody else of finance a role that signs, or take the role of HR from {}.':
    '最终审批人属于人力资源，不能审批奖金，且已无他人可以审批：请授予其他财务人员审批角色，或取消 {} 的人力资源角色。',
  'This money is signed by different chains: ask for each cycle’s by itself.':
    '这些奖金由不同的审批流审批：请按考核周期分别提交。',
};
