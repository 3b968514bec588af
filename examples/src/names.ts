import type { Seeded } from './seeded.js';

const FAMILY = Array.from(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段',
);
const FIRST = Array.from('子梓雨欣思佳嘉文志建晓海明俊宇浩泽一诗梦雅静丽婷国永春秋天立景若书');
const SECOND = Array.from('涵轩怡琪睿豪阳辰瑶萱洋航鹏飞磊杰娜敏芳强伟华平宁波涛超峰颖洁莹薇彤语然安远达');

/** Made-up Chinese names from common characters; within one company none comes twice. */
export function makeNames(count: number, random: Seeded): string[] {
  const taken = new Set<string>();
  for (let n = 0; taken.size < count; n += 1) {
    const family = FAMILY[random.whole(0, FAMILY.length - 1, 'family', n)] ?? '王';
    const first = FIRST[random.whole(0, FIRST.length - 1, 'first', n)] ?? '子';
    const second =
      random.share('short', n) < 0.15 ? '' : (SECOND[random.whole(0, SECOND.length - 1, 'second', n)] ?? '');
    taken.add(family + first + second);
  }
  return [...taken];
}
