import type { ChainStep } from '@goalbeat/domain/approval/chain';
import { isFinance } from '@goalbeat/domain/approval/money-chain';
import { signingRoles } from '@goalbeat/domain/approval/money-signers';
import { isCurrency } from '@goalbeat/domain/money/currency';
import type { KnownNames } from './known-names.js';
import { at, type FieldProblem } from './problem.js';

/** Nobody of HR signs money, by name or by a role in finance besides: whoever makes what is paid would decide about it, too. */
export function signerProblems(field: string, step: ChainStep, known: KnownNames): FieldProblem[] {
  const { assign, finalDecider } = step;
  if (signingRoles(assign) === null) return [];
  const named = (place: string, number: string | undefined): FieldProblem[] =>
    number === undefined || !known.hr.has(number)
      ? []
      : [
          at(
            `${field}.${place}`,
            `${number} is of HR, which does not sign money: name somebody outside HR`,
            `${number} 属于人力资源，不能审批奖金：请指定人力资源以外的人`,
            'four-eyes',
          ),
        ];
  const problems = [
    ...named('assign.number', assign.kind === 'person' ? assign.number : undefined),
    ...named('finalDecider', finalDecider),
  ];
  if (assign.kind !== 'role' || !isFinance(assign.role) || !known.roleHolders.has(assign.role)) return problems;
  if (known.signers.has(assign.role)) return problems;
  problems.push(
    at(
      `${field}.assign.role`,
      `whoever has the role ${assign.role} is of HR, too, which does not sign money: give it to somebody outside HR`,
      `担任角色 ${assign.role} 的人都同时属于人力资源，不能审批奖金：请授予人力资源以外的人`,
      'nobody-to-approve',
    ),
  );
  return problems;
}

/** Three letters are a currency; anything longer is an asset, which only payroll-bridge knows: a limit in one that no list is in always asks. */
export function currencyProblems(field: string, currency: string | undefined): FieldProblem[] {
  return currency === undefined || currency.length !== 3 || isCurrency(currency)
    ? []
    : [
        at(
          field,
          `there is no currency ${currency}: give its ISO 4217 code, or leave it out for the pay plan’s currency`,
          `没有货币 ${currency}：请填写 ISO 4217 代码，或留空以采用奖金方案的货币`,
          'unknown-currency',
        ),
      ];
}
