/** What accounts, keys, sign-in, companies and rehearsals refuse, English → Chinese, as in import-problems. */
export const REFUSALS_OF_ACCESS: Readonly<Record<string, string>> = {
  '{} is there twice.': '{} 重复出现。',
  'There is no person {}.': '没有人员 {}。',
  '{} is no address or range such as 203.0.113.7 or 203.0.113.0/24.':
    '{} 不是 IP 地址或网段，应如 203.0.113.7 或 203.0.113.0/24。',
  'This instant has passed already.': '该时刻已经过去。',
  '{} is the beginning of no action; payroll.answer is one.': '没有以 {} 开头的操作；可用的如 payroll.answer。',
  '{} would let a key make keys or accounts, or decide; name it narrower.':
    '{} 会允许密钥创建密钥或账号，或作出审批：请缩小范围。',
  'Only a person has this; a key does not.': '此项只属于个人，密钥没有。',
  'This key may not be used from this address.': '该密钥不允许从此地址使用。',

  'The set-up code is wrong: `./goalbeat control setup-code` prints it.':
    '初始化代码不正确：可用 `./goalbeat control setup-code` 查看。',
  'There is a company already. Sign in, or ask its administrator for an account.':
    '已有公司：请登录，或请其管理员开通账号。',
  'Demo tenants exist only in demo mode.': '演示公司只存在于演示模式。',
  'Only a demo tenant has a clock of its own.': '只有演示公司有自己的时钟。',
  'There is a tenant {} already.': '已有公司 {}。',
  'Creating a tenant needs the installation key in x-install-key.': '创建公司须在 x-install-key 中提供安装密钥。',
  'This tenant runs by real time; only a demo has a clock to set.': '该公司按实际时间运行；只有演示公司可以调整时钟。',
  'The clock was set meanwhile. Read it again.': '时钟刚刚被调整：请重新读取。',
  '{} is not an IANA time zone such as Asia/Shanghai.': '{} 不是 IANA 时区，应如 Asia/Shanghai。',
  '{} is not how the zone is called: write it as {}.': '时区名称 {} 写法不对：请写作 {}。',

  'It was changed meanwhile: read it again and send its version.': '刚刚被他人修改：请重新读取，并附上其版本。',
  'Give the secret that this provider knows.': '请填写该登录服务所知的密钥。',
  'This company has no identity provider.': '本公司没有设置登录服务。',
  'Your company’s sign-in did not succeed. Begin again.': '公司账号登录未成功：请重新开始。',
  'This company signs in with number and password here.': '本公司在此以工号和密码登录。',
  'This sign-in has expired or was used already. Begin again.': '本次登录已过期或已被使用：请重新开始。',
  'There is no identity provider at this address.': '此地址没有登录服务。',
  'The identity provider does not answer. Try again in a moment.': '登录服务没有响应：请稍后重试。',
  'The identity provider’s secret cannot be read: enter it anew.': '登录服务的密钥无法读取：请重新填写。',
  'This installation has no SECRETS_KEY to keep an identity provider’s secret.':
    '本系统没有配置 SECRETS_KEY，无法保存登录服务的密钥。',

  'The present password is wrong.': '当前密码不正确。',
  'This is the present password: choose another.': '新密码与当前密码相同：请换一个。',
  'Too many tries. Wait {} s.': '尝试次数过多，请等待 {} 秒。',
  'Only a session of one’s own can be renewed.': '只能续期本人的登录。',
  'The password is wrong.': '密码不正确。',
  'The sign-in has ended. Sign in again.': '登录已失效：请重新登录。',
  'There is no such session.': '没有这个登录会话。',
  'Company, number or password is wrong.': '公司、工号或密码不正确。',

  'A rehearsal is not rehearsed.': '试运行中不能再开始试运行。',
  'This is for rehearsals only.': '此项仅用于试运行。',
};
