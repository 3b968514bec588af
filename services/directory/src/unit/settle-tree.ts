import type { UnitFields } from '../timeline/unit-patch.js';

/** What follows from where a unit stands. */
export interface Standing {
  /** From the root down to and including itself. */
  path: string[];
  zone: string;
  currency: string;
  calendar: string;
}

/**
 * Paths and inherited settings from the root downwards; what is in force below changes with what is set above. Parents that
 * are not among the units count as none. The units have no ring.
 */
export function settleTree<U extends UnitFields>(units: readonly U[], root: Omit<Standing, 'path'>): (U & Standing)[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const done = new Map<string, U & Standing>();
  const settle = (unit: U): U & Standing => {
    const ready = done.get(unit.id);
    if (ready !== undefined) return ready;
    const above = unit.parentId === null ? undefined : byId.get(unit.parentId);
    const parent = above === undefined ? undefined : settle(above);
    const settled = {
      ...unit,
      path: [...(parent?.path ?? []), unit.id],
      zone: unit.ownZone ?? parent?.zone ?? root.zone,
      currency: unit.ownCurrency ?? parent?.currency ?? root.currency,
      calendar: unit.ownCalendar ?? parent?.calendar ?? root.calendar,
    };
    done.set(unit.id, settled);
    return settled;
  };
  return units.map(settle);
}
