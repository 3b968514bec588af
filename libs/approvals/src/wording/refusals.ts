import { refusalsInChinese } from '@goalbeat/service-kit/problem/refusals-in-chinese';

/** English → Chinese of what approvals refuse; `{}` stands for what is filled in, in the same order. */
export const APPROVAL_REFUSALS: Readonly<Record<string, string>> = {
  // Who may
  'HR does not sign money: choose somebody of finance who holds no role of HR.':
    '奖金不由人力资源审批：请选择不具备人力资源角色的财务人员。',
  'You have signed this at an earlier link: the next signature is somebody else’s.':
    '您已在前一节点审批过：下一节点须由他人审批。',
  'HR does not sign money: give it to somebody of finance, return it, or withdraw it.':
    '奖金不由人力资源审批：请指派给财务人员，或退回、撤回。',
  'Whoever was asked does not hold the role that decides this. HR can reassign it.':
    '被要求审批的人不具备审批所需的角色。人力资源可以另行指派。',
  'Whoever signs money in somebody’s stead holds the role that it asks for themselves.':
    '代他人审批奖金的人，本人须具备该节点要求的财务角色。',
  'Money is signed by whoever holds the role that was asked, here.': '奖金只能由在此具备所需财务角色的人审批。',
  'It is yours, or you asked for it: somebody else has to decide.': '这是您本人的事项，或由您发起：须由他人审批。',
  'It is theirs, or they asked for it: choose somebody else.': '这是对方本人的事项，或由对方发起：请选择他人。',
  'It is yours: somebody else in HR has to do this.': '这是您本人的事项：须由人力资源的其他同事处理。',
  'You were not asked to decide this.': '您没有被要求审批此事项。',
  'Decisions are taken by people.': '审批须由人作出。',
  'Only people have tasks.': '只有人才有待办。',
  'This person has left.': '此人已离职。',
  'This person has been asked already.': '已经请此人审批。',
  'Nobody could decide the step "{}". Name a manager or a holder of the role.':
    '节点「{}」没有人可以审批。请指定上级或具备该角色的人。',
  // What was looked at
  'It was changed after you looked at it, and is "{}" now: look at it again, then decide.':
    '您查看之后内容有变动，现为「{}」：请重新查看后再审批。',
  'This is not a version of the task.': '待办没有这个版本。',
  'It was changed meanwhile. Look again.': '内容已被他人修改，请重新查看。',
  'Some of it was changed meanwhile. Look again.': '部分内容已被他人修改，请重新查看。',
  'It was {} already.': '此事项已经{}。',
  'It was {} already, since nobody had decided in time.': '此事项已经{}（因到期无人审批）。',
  approved: '批准',
  returned: '退回',
  rejected: '否决',
  withdrawn: '撤回',
  'passed on to the next in line': '转交上一级',
  'given to another person': '另行指派',
  'handed to HR': '移交人力资源',
  'No step of its chain applied: it was approved at once.': '没有适用的审批节点：已直接通过。',
  'This is being decided already.': '此事项正在审批中。',
  'This tenant has not arrived from directory yet.': '公司信息尚未同步，请稍候。',
  // How it is said
  'An item is decided once.': '每一项只能审批一次。',
  'An item is not approved: return or reject the whole, or approve the item.':
    '有一项未批准：请退回或否决整体，或批准该项。',
  'Say why: a comment on the whole or on each item that is not approved.':
    '请说明原因：填写整体意见，或对每个未批准的项填写意见。',
  'Give 1 to 200 person ids, separated by commas.': '请提供 1 到 200 个人员标识，以逗号分隔。',
  'There is no such task.': '没有这条待办。',
  'There is no such approval, or it is not yours to see.': '没有这项审批，或您无权查看。',
  'There is no such bundle on your desk, or all of it has been decided.': '您的待办中没有这组事项，或已全部处理。',
  'This is not one of the bundle: decide it by itself.': '此事项不在这一组中：请单独审批。',
  'It stands in the list already: each is decided once.': '此事项已在列表中：每项只能审批一次。',
  'Everything was taken out: nothing is left to decide.': '所有事项都已排除：没有可审批的内容。',
  // How it is set up
  'Where money is decided the last action of a ladder is never approve.': '涉及奖金的审批，到期后不能自动通过。',
  'Where money is decided at least one step must apply.': '涉及奖金的审批至少要有一个适用的节点。',
  'Deadlines move to later by whole milliseconds.': '截止时间只能按整毫秒向后推移。',
};

/** For services that write no refusals of their own in two languages. */
export const approvalRefusalInChinese = refusalsInChinese(APPROVAL_REFUSALS);
