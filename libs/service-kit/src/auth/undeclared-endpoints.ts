import type { INestApplicationContext, Type } from '@nestjs/common';
import { ModulesContainer, Reflector } from '@nestjs/core';
import { ACCESS } from './permission.js';

const PATH = 'path';

/** Routes that declare neither permission nor public nor internal: `Controller.method`. Every service's test wants []. */
export function undeclaredEndpoints(app: INestApplicationContext): string[] {
  const reflector = app.get(Reflector);
  const found = new Set<string>();
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype !== 'function') continue;
      for (const { name, handler } of handlersOf(metatype as Type<object>)) {
        if (reflector.getAllAndOverride(ACCESS, [handler, metatype]) === undefined)
          found.add(`${metatype.name}.${name}`);
      }
    }
  }
  return [...found].toSorted();
}

/** The routes of a controller, inherited ones too. */
export function* handlersOf(controller: Type<object>): Generator<{ name: string; handler: () => unknown }> {
  for (
    let proto: object | null = controller.prototype;
    proto !== null && proto !== Object.prototype;
    proto = Object.getPrototypeOf(proto)
  ) {
    for (const name of Object.getOwnPropertyNames(proto)) {
      // The constructor is the class itself, which carries the controller's own path.
      if (name === 'constructor') continue;
      const handler: unknown = Object.getOwnPropertyDescriptor(proto, name)?.value;
      if (typeof handler === 'function' && Reflect.hasMetadata(PATH, handler))
        yield { name, handler: handler as () => unknown };
    }
  }
}
