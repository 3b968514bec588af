import {
  AuditOutlined,
  BankOutlined,
  BellOutlined,
  CalendarOutlined,
  DashboardOutlined,
  DiffOutlined,
  DollarOutlined,
  FolderOpenOutlined,
  HistoryOutlined,
  InboxOutlined,
  KeyOutlined,
  PlayCircleOutlined,
  RocketOutlined,
  ProfileOutlined,
  RadarChartOutlined,
  ScheduleOutlined,
  SendOutlined,
  StarOutlined,
  StopOutlined,
  SwapOutlined,
  TeamOutlined,
  TrophyOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import { hasRole, mayDo, type Me } from '../session/me.js';
import type { LinkProps } from '@tanstack/react-router';

export const GROUPS = ['mine', 'team', 'hr', 'finance', 'operations'] as const;
export type Group = (typeof GROUPS)[number];

export interface Place {
  readonly to: NonNullable<LinkProps['to']>;
  /** Key of the name below `shell:nav.`. */
  readonly name: string;
  readonly group: Group;
  readonly icon: ComponentType<{ 'aria-hidden'?: boolean }>;
  /** Second key after `g`. */
  readonly key?: string;
  /** On the phone's bar, which has room for four; the others are behind "more". */
  readonly bar?: boolean;
  /** Who sees it; what they may do there is the API's to say. */
  readonly shown: (me: Me) => boolean;
}

const isPerson = (me: Me): boolean => me.person !== null;

/** Everywhere one can go, in the order of the menu: each area adds its line. */
export const PLACES: readonly Place[] = [
  { to: '/my-week', name: 'myWeek', group: 'mine', icon: CalendarOutlined, key: 'w', bar: true, shown: isPerson },
  {
    to: '/desk',
    name: 'desk',
    group: 'mine',
    icon: InboxOutlined,
    key: 'k',
    bar: true,
    shown: (me) => isPerson(me) && mayDo(me, 'directory.desk.read'),
  },
  {
    to: '/team',
    name: 'team',
    group: 'team',
    icon: TeamOutlined,
    key: 'm',
    bar: true,
    shown: (me) => (me.leads || hasRole(me, 'hr-partner', 'hr-lead')) && mayDo(me, 'goals.sheet.read'),
  },
  { to: '/my-results', name: 'myResults', group: 'mine', icon: TrophyOutlined, key: 'r', bar: true, shown: isPerson },
  { to: '/my-payouts', name: 'myPayouts', group: 'mine', icon: DollarOutlined, key: 'p', bar: true, shown: isPerson },
  { to: '/archive', name: 'archive', group: 'mine', icon: FolderOpenOutlined, shown: isPerson },
  {
    to: '/delegations',
    name: 'delegations',
    group: 'mine',
    icon: SwapOutlined,
    shown: (me) => isPerson(me) && mayDo(me, 'directory.delegations.read'),
  },
  { to: '/notices', name: 'notices', group: 'mine', icon: BellOutlined, key: 'n', shown: isPerson },
  {
    to: '/cycles',
    name: 'cycles',
    group: 'hr',
    icon: RadarChartOutlined,
    key: 'c',
    shown: (me) => mayDo(me, 'goals.cycle.control'),
  },
  {
    to: '/people',
    name: 'people',
    group: 'hr',
    icon: TeamOutlined,
    shown: (me) => mayDo(me, 'directory.people.write'),
  },
  {
    to: '/definitions',
    name: 'definitions',
    group: 'hr',
    icon: ScheduleOutlined,
    key: 'd',
    shown: (me) => mayDo(me, 'goals.definition.write'),
  },
  {
    to: '/rehearsals',
    name: 'rehearsals',
    group: 'hr',
    icon: PlayCircleOutlined,
    key: 'h',
    shown: (me) => mayDo(me, 'goals.definition.rehearse'),
  },
  {
    to: '/first-run',
    name: 'firstRun',
    group: 'hr',
    icon: RocketOutlined,
    // HR is led here by pages that have nothing to show yet.
    shown: (me) => hasRole(me, 'admin'),
  },
  {
    to: '/templates',
    name: 'templates',
    group: 'hr',
    icon: ProfileOutlined,
    key: 't',
    shown: (me) => (me.leads || hasRole(me, 'hr-partner', 'hr-lead')) && mayDo(me, 'goals.template.write'),
  },
  {
    to: '/bonus-lists',
    name: 'bonusLists',
    group: 'finance',
    icon: ProfileOutlined,
    key: 'b',
    shown: (me) => mayDo(me, 'payroll.list.read'),
  },
  {
    to: '/process-log',
    name: 'processLog',
    group: 'operations',
    icon: HistoryOutlined,
    key: 'l',
    shown: (me) => mayDo(me, 'process-log.read'),
  },
  {
    to: '/payouts',
    name: 'payouts',
    group: 'finance',
    icon: BankOutlined,
    key: 'o',
    shown: (me) => mayDo(me, 'payroll.list.read'),
  },
  {
    to: '/hand-over',
    name: 'handOver',
    group: 'finance',
    icon: SendOutlined,
    key: 'h',
    shown: (me) => mayDo(me, 'payroll.hand-over.read'),
  },
  {
    to: '/contradictions',
    name: 'contradictions',
    group: 'finance',
    icon: DiffOutlined,
    shown: (me) => mayDo(me, 'payroll.reconciliation.read'),
  },
  {
    to: '/reconciliation',
    name: 'reconciliation',
    group: 'finance',
    icon: AuditOutlined,
    shown: (me) => mayDo(me, 'payroll.reconciliation.read'),
  },
  {
    to: '/balances',
    name: 'balances',
    group: 'finance',
    icon: StarOutlined,
    shown: (me) => mayDo(me, 'payroll.list.read'),
  },
  {
    to: '/stop-switch',
    name: 'stopSwitch',
    group: 'finance',
    icon: StopOutlined,
    shown: (me) => mayDo(me, 'payroll.stop-switch.read'),
  },
  {
    to: '/operations',
    name: 'operations',
    group: 'operations',
    icon: DashboardOutlined,
    shown: (me) => mayDo(me, 'operations.health.read'),
  },
  {
    to: '/access',
    name: 'access',
    group: 'operations',
    icon: KeyOutlined,
    key: 'a',
    shown: (me) => mayDo(me, 'directory.api-keys.read'),
  },
];
