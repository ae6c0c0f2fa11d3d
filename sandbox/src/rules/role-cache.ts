import type { Sandbox } from "../sandbox";
import type { Store } from "../state/store";

interface Seen {
  readonly value: unknown;
  /** Milliseconds of the sandbox's clock. */
  readonly at: number;
}

const caches = new WeakMap<Store, Map<string, Seen>>();

/**
 * What reads see of the roles that users and teams hold and of the privileges that roles grant: up to
 * `settings.roleCache` old, unless the request says `Consistency: Strong` (Dataverse: Compose HTTP requests). The real
 * service has several caches that are filled for many reasons; here, a read without the header fills it.
 */
export function remember<T>(key: string, { store, clock, settings, isStrong }: Sandbox, read: () => T): T {
  if (isStrong === true || settings.roleCache === 0) return read();
  const cache = caches.get(store) ?? new Map<string, Seen>();
  caches.set(store, cache);
  const now = clock.now();
  const seen = cache.get(key);
  const age = seen === undefined ? Infinity : now - seen.at;
  // A clock that was set back makes it older than any.
  if (seen !== undefined && age >= 0 && age < settings.roleCache) return seen.value as T;
  const value = read();
  cache.set(key, { value, at: now });
  return value;
}

/** For a tenant that was replaced. */
export function forgetRoles(store: Store): void {
  caches.delete(store);
}
