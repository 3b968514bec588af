/** What definitions, templates, files in YAML, uploads and rehearsals refuse, as in refusals-of-cycles. */
export const REFUSALS_OF_DEFINITIONS: Readonly<Record<string, string>> = {
  'The definition was changed meanwhile: read it again.': '该考核方案刚刚被他人修改：请重新读取。',
  '{} lies in no period': '{} 不在任何周期内',
  'from: is no day of the calendar': 'from：不是有效的日期',
  'The cycle has no step {}.': '该周期没有“{}”这一步。',

  'The weights add up to {}; make them 100.': '权重合计为 {}，请调整为 100。',
  'the weights add up to {}, not to 100': '权重合计为 {}，应为 100',
  'The template has no goal {}.': '该目标模板没有目标 {}。',
  'code: there is a template {} already; choose another code': 'code：已有目标模板 {}，请使用其他代码',
  'There is no such template.': '没有这个目标模板。',
  'The template was changed meanwhile: read it again.': '该目标模板刚刚被他人修改：请重新读取。',
  'packs: the template has a goal {} of its own; rename it first': 'packs：模板自身已有目标 {}，请先更改其代码',
  'packs: a template has 1 to {} goals, these would make {}': 'packs：一个模板可有 1 至 {} 个目标，按此选择将有 {} 个',

  'file: is empty': 'file：文件是空的',
  'is neither a picture, PDF or XLSX, nor a UTF-8 .csv or .txt':
    '不是图片、PDF 或 XLSX，也不是 UTF-8 编码的 .csv 或 .txt',
  'is {}, which is not accepted': '是 {} 类型，不支持上传',
  'is called .{} and is {}': '扩展名为 .{}，实际却是 {}',
  'is declared {} and is {}': '声明为 {}，实际却是 {}',
  'file: is neither a picture, PDF or XLSX, nor a UTF-8 .csv or .txt':
    'file：不是图片、PDF 或 XLSX，也不是 UTF-8 编码的 .csv 或 .txt',
  'file: is {}, which is not accepted': 'file：是 {} 类型，不支持上传',
  'file: is called .{} and is {}': 'file：扩展名为 .{}，实际却是 {}',
  'file: is declared {} and is {}': 'file：声明为 {}，实际却是 {}',

  'The file is longer than {} characters: is it the right one?': '文件超过 {} 个字符：请确认是否选对了文件。',
  'This address takes no YAML. Send application/json.': '此地址不接受 YAML。请以 application/json 发送。',
  'file: cannot be read as YAML': 'file：无法按 YAML 读取',
  'line {}: {}': '第 {} 行：{}',
  'line {}: is no YAML: {}': '第 {} 行：不是有效的 YAML：{}',
  'line {}: a file has {} lines at most: is it the right one?': '第 {} 行：文件最多 {} 行，请确认是否选对了文件',
  'is no YAML: {}': '不是有效的 YAML：{}',
  'cannot be read as YAML': '无法按 YAML 读取',
  'a file has {} lines at most: is it the right one?': '文件最多 {} 行，请确认是否选对了文件',
  'repeats itself too often: write it out': '重复引用过多：请逐项写出',
  'repeats something that is not there: write it out': '引用了不存在的内容：请逐项写出',
  'has a list or a link as a key: write a name': '以列表或引用作为键：请改为名称',
  'has the same key twice: remove one': '同一个键出现两次：请删去一个',
  'begins a second document: send one at a time': '包含第二个文档：请逐个发送',
  'uses a tag: leave it out': '使用了标签（tag）：请去掉',
  'holds too many values: is it the right file?': '内容过多：请确认是否选对了文件',
  'is nested too deeply: no file of ours is': '嵌套过深：请确认是否选对了文件',

  'This installation does not run rehearsals.': '本系统未启用试运行。',
  'What the definition names cannot be read right now. Try again.': '考核方案引用的内容暂时无法读取：请重试。',
  'The definition names a {} that is not there. Make it first.': '考核方案引用的 {} 不存在：请先创建。',
  'It could not be read.': '无法读取。',
  'The cycle was not opened. Are the workflows running?': '周期未能开启：请运维检查工作流是否在运行。',
  '{} has no working day, so there is nothing to rehearse.': '{} 没有工作日，没有可试运行的内容。',
  'Nobody leads HR here, who would set the definition up. Give somebody the role.':
    '本公司没有人事主管来设置考核方案：请先为某人授予该角色。',
  'Nobody whom the definition covers is with the company in {}: rehearse a later period.':
    '考核方案涉及的人员在 {} 均不在职：请试运行更晚的周期。',
  '{} is no period of this definition.': '{} 不是该考核方案的周期。',
  'All periods of this definition are over: say which one to rehearse.':
    '该考核方案的所有周期都已结束：请指明要试运行哪一个。',
  'The definition is being edited just now: start the rehearsal again once it is saved.':
    '方案正在被修改：请保存后重新开始试运行。',
  'A rehearsal is not rehearsed.': '试运行中不能再开始试运行。',
  'A rehearsal is running already. Wait for it, or end it first.': '已有试运行正在进行：请等待其结束，或先将其终止。',
  'Its copy of the company is still being taken away. Try again in a moment.': '上次试运行的副本正在清理：请稍后重试。',
};
