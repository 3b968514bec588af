/** What sheets, reports and their evidence refuse, as in refusals-of-cycles. */
export const REFUSALS_OF_SHEETS: Readonly<Record<string, string>> = {
  'The sheet was changed meanwhile: read it again.': '该目标单刚刚被他人变更：请重新读取。',
  'The goals can be adjusted until the plan is submitted.': '计划提交之前才能调整目标。',
  'Progress is entered until the report.': '填报之前才能录入进度。',
  'The sheet is closed: its evidence is frozen.': '该目标单已经结束，证明材料已冻结。',
  'Feedback is given by a person.': '反馈只能由个人给出。',
  '{}: is 0 where more is better, which nobody could reach: make it above 0, or ask HR to change the goal':
    '{}：越高越好的目标，目标值为 0 时无人能达成：请改为大于 0，或请人力资源修改该目标',
  '{}: is no goal of this sheet': '{}：不是该目标单的目标',
  '{}: is there twice': '{}：重复出现',
  '{}: say how far it came': '{}：请填写完成到什么程度',
  'items: report every goal; missing: {}': 'items：每个目标都要填报；还缺：{}',
  '{}: is no evidence that was uploaded for this goal': '{}：不是为该目标上传的证明材料',
  '{}: "{}" needs evidence: upload a file or give a link.': '{}：“{}”需要证明材料：请上传文件或填写链接。',
  'Reporting has closed. Ask HR to extend it.': '填报已经截止。请联系人力资源延长。',
  'file: a goal has at most {} files': 'file：每个目标最多 {} 个文件',
  'goal: is no goal of this sheet': 'goal：不是该目标单的目标',
  'The file cannot be read right now.': '文件暂时无法读取。',
  'Send one file as multipart/form-data.': '请以 multipart/form-data 发送一个文件。',
};
