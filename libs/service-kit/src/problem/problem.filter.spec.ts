import { expect, it } from '@jest/globals';
import type { ArgumentsHost } from '@nestjs/common';
import type { Problem } from '@goalbeat/contracts/problem';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Language } from '@goalbeat/domain/wording/language';
import { inRequest } from '../telemetry/request-context.js';
import { ProblemFilter } from './problem.filter.js';
import { refusalsInChinese } from './refusals-in-chinese.js';

const inChinese = refusalsInChinese({ 'file: {}': 'file：{}', 'is empty': '是空的' });

function said(error: Error, language: Language): Problem | undefined {
  let sent: Problem | undefined;
  const reply = { sent: false, code: () => reply, type: () => reply, send: (problem: Problem) => (sent = problem) };
  const http = { getRequest: () => ({ id: 'r1' }), getResponse: () => reply };
  const host = { switchToHttp: () => http } as unknown as ArgumentsHost;
  inRequest({ requestId: 'r1', language }, () => new ProblemFilter({ inChinese }).catch(error, host));
  return sent;
}

it('says a refusal in the reader’s language, and of each field what is wrong with it', () => {
  const errors = [
    { field: 'file', message: 'is empty' },
    { field: 'name', message: '不能为空' },
  ];
  const refusal = new DomainError('validation', 'file: is empty', { field: 'file', details: { errors } });
  expect(said(refusal, 'zh-CN')).toMatchObject({
    detail: 'file：是空的',
    errors: [{ field: 'file', message: '是空的' }, errors[1]],
  });
  expect(said(refusal, 'en')).toMatchObject({ detail: 'file: is empty', errors });
});
