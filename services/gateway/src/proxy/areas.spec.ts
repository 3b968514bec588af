import { describe, expect, it } from '@jest/globals';
import { isOpen } from './areas.js';

describe('what is open of a service', () => {
  it.each([
    ['GET', '/api/goals/v1/cycles', true],
    ['GET', '/api/goals/openapi.json', true],
    ['POST', '/api/goals/openapi.json', false],
    ['GET', '/api/goals/asyncapi.json', false],
    ['GET', '/api/goals/internal/v1/tasks', false],
    ['GET', '/api/goals/metrics', false],
    ['GET', '/api/goals/health/ready', false],
    ['GET', '/api/goals/v1/../internal/v1/tasks', false],
    ['GET', '/api/goals/v1/%2E%2e/internal', false],
    ['GET', '/api/goals/v1//x', false],
    ['GET', '/api/goals/v1\\internal', false],
  ])('%s %s: %s', (method, path, open) => {
    expect(isOpen('goals', method, path)).toBe(open);
  });

  it('is what payroll is told by queue and webhook', () => {
    expect(isOpen('payroll', 'GET', '/api/payroll/asyncapi.json')).toBe(true);
    expect(isOpen('payroll', 'POST', '/api/payroll/asyncapi.json')).toBe(false);
  });

  it('is not directory’s own sign-in: the secret belongs into the cookie', () => {
    expect(isOpen('directory', 'POST', '/api/directory/v1/sessions')).toBe(false);
    expect(isOpen('directory', 'POST', '/api/directory/v1/sessions/current/step-up')).toBe(false);
    expect(isOpen('directory', 'GET', '/api/directory/v1/sessions')).toBe(true);
    expect(isOpen('directory', 'POST', '/api/directory/v1/sessions/revoke-all')).toBe(true);
  });
});
