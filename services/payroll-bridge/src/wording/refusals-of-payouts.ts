/** English → Chinese, as `REFUSALS_OF_LISTS`. */
export const REFUSALS_OF_PAYOUTS: Readonly<Record<string, string>> = {
  // Runs, held lines, what is paid again
  'There is no such payout run.': '没有这个发放批次。',
  'There is no such payout.': '没有这笔发放。',
  'Only a rejected payout is paid again.': '只有被退回的发放才能补发。',
  'This payout is paid again already.': '这笔发放已在补发中。',
  'A run has one currency.': '一个发放批次只能有一种币种。',
  'A payout run that is {} cannot go on.': '发放批次的状态为 {}，不能继续。',
  'A payout run that is {} cannot be closed.': '发放批次的状态为 {}，不能结束。',
  'Only a held line of a signed list, with an amount, goes on in another one.':
    '只有已审批清单中暂缓且有金额的明细才能转入另一份清单。',
  'There is no such publication of this cycle’s scores.': '该周期没有这次评分发布。',
  'These scores were taken already.': '这次发布的评分已处理过。',
  'The scores were published again since: take the latest publication.': '评分之后又重新发布过：请以最新一次为准。',
  'This publication changes nobody’s money.': '这次发布不改变任何人的奖金。',
  'This publication is not taken: look at the latest one of the cycle.': '这次发布未被采用：请查看该周期最新的一次。',
  'A publication has all scores: name it, or the scores, not both.':
    '一次发布已包含全部评分：请填写发布批次或评分之一，不能两者都填。',
  'Your own score is among them: somebody else has to ask for this.': '其中有您本人的评分：须由他人申请。',
  'Some lists of this cycle are neither signed and posted nor cancelled yet: ask again once they are.':
    '该周期仍有清单尚未审批入账或取消：请在其完成后再申请。',
  'The pay plan has no entry for some of these scores: add what is missing to it, and ask again by that plan (payPlan).':
    '奖金方案中没有部分评分对应的标准：请先在方案中补充，再按该方案（payPlan）重新申请。',
  'The scores that arrived are not those that were published.': '收到的评分与发布的不一致。',
  'A correction has left nothing of this line: give it up instead.': '更正后这条明细已无余额：请放弃它。',
  'This line goes on in another list already.': '这条明细已转入另一份清单。',
  'Name each part once, of a line that goes on.': '每个部分发放的明细只能填写一次，且须在本次解除暂缓的明细中。',
  'The line is in {}.': '该明细的币种是 {}。',
  'A part is above 0 and at most {} {}.': '部分发放的金额须大于 0，且不超过 {} {}。',
  'Payroll has not answered everything yet.': '薪资系统尚未全部回复。',
  'Payroll rejected this payout and said later that it has paid it. Clear it with payroll: once it answers rejected again it can be paid again.':
    '薪资系统先退回、后又称已发放这笔款项。请与薪资核实：再次回复退回后才能补发。',
  'A key has no pay of its own.': '接口密钥没有自己的奖金。',
  'A key has no payouts of its own.': '接口密钥没有自己的发放记录。',
  '{} of {} was posted with another amount.': '{2} 的 {1} 已以另一金额入账。',
  // Authority and the stop switch
  'Money is signed in somebody’s stead by people of finance only.': '只有财务人员可以代他人审批奖金。',
  'Directory does not let you do this now.': '您目前没有这项权限。',
  'The role that decides this has been taken away.': '有权处理此事的角色已被收回。',
  'Payouts of this company are stopped. See why under the stop switch; it goes on once two people have released it.':
    '本公司的发放已停止。原因见停止开关；由两人恢复后继续。',
  'There is no such stop.': '没有这次停止记录。',
  'Reconcile first: nothing has been compared since the restore.': '请先对账：恢复备份之后还没有对过账。',
  'Resolve what the last reconciliation found, and reconcile again.': '请先处理上次对账发现的差异，再重新对账。',
  'A second person has to release payouts, one of the two a finance lead: give somebody else that role first.':
    '须由两人恢复发放，其中一人是财务主管：请先授予他人该角色。',
  'Nobody has asked for the release yet: ask first, somebody else confirms.':
    '还没有人申请恢复：请先申请，再由他人确认。',
  'You asked for the release: somebody else has to confirm it.': '恢复由您申请：须由他人确认。',
  'Whoever asked for the release may not any more: ask for it again.': '申请恢复的人已无权限：请重新申请。',
  'One of the two who release payouts is a finance lead.': '恢复发放的两人中须有一人是财务主管。',
  'Your role has not arrived here yet: try again in a moment.': '您的角色信息尚未同步：请稍后再试。',
  'Payouts are released by people.': '发放须由人恢复。',
  'This stop has been released already.': '这次停止已经恢复。',
  'Somebody asked for the release meanwhile: look again.': '已有人申请恢复：请重新查看。',
  // Ways to payroll
  'It is a workbook and not CSV: save it as CSV.': '这是工作簿，不是 CSV：请另存为 CSV。',
  'The file is neither UTF-8 nor GB18030 text: save it as CSV UTF-8.':
    '文件不是 UTF-8 或 GB18030 文本：请另存为 CSV UTF-8。',
  'There is no such payout on its way.': '没有正在送达的这笔发放。',
  'Payroll has answered {}: there is nothing to say of its hand-over.': '薪资系统已回复 {}：无需再说明其送达情况。',
  'Payroll has said before that it has {}: only payroll can take that back.':
    '薪资系统此前已表示收到 {}：只有薪资系统可以撤回。',
  'It is about your own pay: somebody else of finance decides it.': '这与您本人的奖金有关：须由另一位财务人员处理。',
  'The hand-over of {} is {} and the payout {}: "{}" cannot be said of it.':
    '{1} 的送达状态为 {2}，发放状态为 {3}：不能标记为“{4}”。',
  'Payroll has said nothing of such a payout that is not ours.': '薪资系统没有就这样一笔不属于本公司的发放作过回复。',
  'A finance lead decides it.': '须由财务主管处理。',
  'There is no such change of the hand-over.': '没有这项发放去向变更。',
  'This change of the hand-over has been decided already.': '这项变更已经处理。',
  'Of payouts in this file somebody has brought that payroll rejected them: that is confirmed, refused or withdrawn first.':
    '有人已导入此文件中部分发放被薪资系统退回的结果：请先确认、拒绝或撤回。',
  'Something was asked of these payouts already: it is confirmed, refused or withdrawn first.':
    '这些发放已有待复核的申请：请先确认、拒绝或撤回。',
  'Something was asked of this payout already: it is confirmed, refused or withdrawn first.':
    '这笔发放已有待复核的申请：请先确认、拒绝或撤回。',
  'A second person of finance has to confirm it, one of the two a finance lead: give somebody else that role first.':
    '须由另一位财务人员复核，两人中须有一人是财务主管：请先授予他人该角色。',
  'A finance lead’s own payouts are among them, and nobody else is a lead: ask about those by themselves.':
    '其中有财务主管本人的发放，且没有其他财务主管：请将其单独提出。',
  'HR does not decide what payroll has paid: finance does.': '人力资源不决定薪资系统是否已发放：由财务人员决定。',
  'HR does not decide where money goes: somebody of finance asks for it.':
    '人力资源不决定奖金发往何处：请由财务人员提出。',
  'Whoever asked for it is of finance no more: ask for it again.': '提出人已不是财务人员：请重新申请。',
  'One of the two is a finance lead.': '两人中须有一人是财务主管。',
  'Finance confirms it, or the final decider whom the plan names.': '须由财务人员，或方案指定的最终决定人复核。',
  'You asked for it: withdraw it, or somebody else of finance decides.':
    '由您提出：您可以撤回，或由另一位财务人员处理。',
  'Only who asked for it withdraws it: refuse it instead.': '只有提出人可以撤回：您可以拒绝。',
  'Only a signed run that goes by webhook has an address to put right.': '只有已审批且通过回调发放的批次才能更正地址。',
  'Make a secret first, and give it to payroll: it signs the webhooks.': '请先生成密钥并交给薪资系统：它用于签名回调。',
  'It was changed meanwhile: read it again and send its version.': '已被他人修改：请重新读取，并带上其版本号。',
  'Where payouts go is set by people.': '发放去向须由人设置。',
  'Only a webhook has an address.': '只有回调方式才有地址。',
  'A webhook needs an address.': '回调方式需要填写地址。',
  'There is no such file.': '没有这个文件。',
  '{} rows are wrong, the first in line {}: {} Nothing was taken. Mend them, or send mode=good-rows.':
    '有 {} 行错误，第一处在第 {} 行：{} 没有导入任何数据。请修正，或使用 mode=good-rows。',
  'Release the file first: from then on payroll may have it.': '请先放行文件：此后薪资系统才能取得它。',
  'Payroll has answered payouts of this file meanwhile: it is not given away. What is left of it stands in a new file.':
    '薪资系统已回复此文件中的发放：此文件不再放行。其余未回复的发放已放入新文件。',
  'Payouts of this file went to payroll in another one as well: this one is not given away any more.':
    '此文件中的发放已通过另一个文件交给薪资系统：此文件不再提供下载。',
  'The address has to begin with https://.': '地址须以 https:// 开头。',
  'There is no secret to sign webhooks with.': '还没有用于签名回调的密钥。',
  'The secret that signs webhooks cannot be read: make a new one.': '无法读取回调签名密钥：请重新生成。',
  'This installation has no SECRETS_KEY to keep a webhook’s secret.': '本系统未配置 SECRETS_KEY，无法保存回调密钥。',
  'The file has no rows.': '文件中没有数据行。',
  'This is no CSV: {}': '这不是 CSV：{}',
  'This is no CSV: a quotation mark in line {} does not pair up.': '这不是 CSV：第 {} 行的引号不成对。',
  'This is no CSV: line {} has {} columns, and the first line {}.': '这不是 CSV：第 {} 行有 {} 列，首行有 {} 列。',
  'A quotation mark opens in this line and takes the lines after it for its text: nothing from this line on was read. Close it before the next column, or leave it out, and bring the file again.':
    '此行有一个引号未正确闭合，会把后面各行当作其文字：自此行起均未读取。请在下一列之前闭合引号或将其删去，再重新导入文件。',
  'A quotation mark stands within a text: leave it out, or enclose the text in quotation marks and write each one in it twice.':
    '文字中夹有引号：请将其删去，或用引号括住整段文字，并把其中的每个引号写两次。',
  'The column "{}" is not known. Known are: {}.': '未知的列“{}”。可用的列：{}。',
  'The column {} is missing.': '缺少列 {}。',
  'The column {} stands in the file twice.': '列 {} 在文件中重复。',
  'At most {} rows in one file.': '一个文件最多 {} 行。',
  'It is about your own pay: somebody else of finance brings this row.':
    '这与您本人的奖金有关：须由另一位财务人员导入该行。',
  'Payroll has said that it paid this one: two people of finance clear that, or payroll answers by its own key.':
    '薪资系统曾称已发放这一笔：须由两位财务人员核实处理，或由薪资系统用其密钥回复。',
  'This payout is not of this file’s batch.': '这笔发放不属于该文件的批次。',
  'Line 1 has no commas between its columns: "{}". Save the file as CSV with commas (or with semicolons or tabs throughout), its first line as in the file that payroll got.':
    '第 1 行的各列之间没有逗号：“{}”。请将文件另存为逗号分隔的 CSV（或全部使用分号或制表符），首行须与交给薪资的文件一致。',
  'This payout stands in the file twice.': '这笔发放在文件中重复。',
  'This row is of another batch.': '该行属于另一批次。',
  'An outcome is accepted, paid or rejected.': '结果须为 accepted、paid 或 rejected（已受理、已发放、已退回）。',
  'Say by code or text why it was rejected.': '请用代码或文字说明退回原因。',
  'This row cannot be read.': '无法读取该行。',
  'The currency was changed.': '币种被改动。',
  'The amount was changed.': '金额被改动。',
  "A time is written with its zone, 2026-11-23T08:00:00Z or 2026-11-23T16:00:00+08:00; a day is written 2026-11-23, and is {}'s.":
    '时间须带时区，写作 2026-11-23T08:00:00Z 或 2026-11-23T16:00:00+08:00；日期写作 2026-11-23，按 {} 计算。',
  'Payroll answers in the years 2000 to 2100: look at the year.':
    '薪资系统的回复时间须在 2000 年至 2100 年之间：请检查年份。',
  // Contradictions
  'There is no such contradiction.': '没有这项矛盾记录。',
  'It is about your own pay: somebody else clears it.': '这与您本人的奖金有关：须由他人处理。',
  'You asked for it: somebody else of finance has to confirm.': '由您提出：须由另一位财务人员确认。',
  'Payroll is asked by people.': '须由人向薪资系统核实。',
  'A finance lead clears it, or is one of the two who do.': '须由财务主管处理，或两人中有一人是财务主管。',
  'Somebody of finance asks first: the final decider only confirms what was asked.':
    '须先由财务人员提出：最终决定人只确认已提出的事项。',
  'This contradiction has been cleared already.': '这项矛盾已经处理。',
  'Something was said of it meanwhile: look again.': '期间已有新的说明：请重新查看。',
  'Only "paid" of a payout that we have as rejected is accepted: what is paid stays paid, and for anything else payroll answers anew, or a correction says what the bonus is worth.':
    '只有我方为“已退回”而薪资系统称“已发放”时才能采纳：已发放的不再更改；其他情况请薪资系统重新回复，或用更正说明奖金应为多少。',
  'Payroll names another amount than the one that was signed: let it answer with the amount that it paid being put right, or say by a correction what the bonus is worth.':
    '薪资系统给出的金额与签批金额不同：请其改正实际发放的金额后重新回复，或用更正说明奖金应为多少。',
  'It was handed over again: that is a double payment once both are paid. Ask payroll which of the two it paid and let it answer for each; what was paid twice is claimed back by a correction, which the next bonus keeps back.':
    '这笔发放已再次交付：若两笔都已发放，即为重复发放。请向薪资系统核实发放的是哪一笔，并请其分别回复；重复发放的部分用更正追回，从下一次奖金中扣除。',
  'What pays it again was signed and is held: give that line up first.':
    '用于再次发放的明细已签批并暂缓发放：请先撤销该明细。',
  'The payout is no longer rejected: look again.': '这笔发放已不是退回状态：请重新查看。',
  'Payroll has paid this after all, as finance has confirmed: hold the line, and the rest of the list can go on.':
    '财务已确认薪资系统实际已发放这一笔：请暂缓该明细，其余部分可以继续。',
  // Around it
  'You have no right to do this here.': '您没有在此执行该操作的权限。',
  'Your roles do not allow this.': '您的角色没有这项权限。',
  'There is no such thing here.': '这里没有该内容。',
  'There is no such thing, or it is not yours to see.': '没有该内容，或您无权查看。',
  'Prove again who you are: this needs a fresh sign-in.': '请重新验证身份：此操作需要刚刚登录。',
  'A {} that is {} does not take {}.': '{} 的状态为 {}，不能执行 {}。',
  'Take the cursor from `next` of the page before.': '请使用上一页返回的 `next` 游标。',
  'Idempotency-Key takes 1 to 200 printable characters without spaces.':
    'Idempotency-Key 须为 1 到 200 个不含空格的可见字符。',
  'This Idempotency-Key was used with another body. Take a new key.': '该 Idempotency-Key 已用于另一内容：请换一个。',
  'The same request is being handled. Ask again in a moment.': '相同的请求正在处理：请稍后再试。',
  'Sign in first.': '请先登录。',
  'The sign-in has expired or is not valid. Sign in again.': '登录已过期或无效：请重新登录。',
  'Sign-in cannot be checked right now.': '暂时无法验证登录。',
  'The {} service does not answer.': '{} 服务没有响应。',
  'The {} service could not answer.': '{} 服务无法处理。',
};
