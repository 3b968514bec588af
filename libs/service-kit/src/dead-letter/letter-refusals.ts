/** What settling dead letters refuses: English → Chinese; `{}` stands for what is filled in. For a service's catalogue of refusals. */
export const LETTER_REFUSALS: Readonly<Record<string, string>> = {
  'There is no such dead letter.': '没有这条无法处理的消息。',
  'It still cannot be read: {} Ask its sender for it again, and set this one aside.':
    '仍然无法读取：{} 请让发送方重新发送，并将这一条搁置。',
  'It fails as it did before: the service’s log of this moment says why. Mend that, replay it, or set it aside.':
    '处理仍然失败：原因见该服务此刻的日志。请排除后重放，或将其搁置。',
  'It is no CloudEvent of a company.': '它不是任何公司的 CloudEvent 事件。',
  'This dead letter is {} already.': '这条消息已处理，状态为 {}。',
  'It names another company than the one it was kept for: set it aside.': '它写的公司与收到时不同：请将其搁置。',
  'It names no company of this installation: set it aside with a reason.':
    '它没有写明本系统中的公司：请说明原因并搁置。',
  'Letters of no company need the installation key in x-install-key.':
    '查看不属于任何公司的消息，须在 x-install-key 中提供安装密钥。',
};
