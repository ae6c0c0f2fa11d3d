import { servicePaths, type ProtectedService } from "../http/services";

/** The base URL of a service; also the audience of its tokens. */
export function baseUrl(origin: string, service: ProtectedService): string {
  return origin + servicePaths[service];
}

/** The service whose base URL this is, on any loopback name of the sandbox; undefined for other resources. */
export function serviceOfResource(resource: string, origin: string): ProtectedService | undefined {
  const wanted = withoutName(resource);
  return (Object.keys(servicePaths) as ProtectedService[]).find(
    (service) => withoutName(baseUrl(origin, service)) === wanted,
  );
}

/** Whether two URLs are one address of the sandbox, under any of its names. */
export function isSameAddress(one: string, other: string): boolean {
  return withoutName(one) === withoutName(other);
}

/** `localhost` and `127.0.0.1` are one place; a closing slash does not matter. */
function withoutName(url: string): string {
  return url
    .toLowerCase()
    .replace(/\/+$/, "")
    .replace(/^https:\/\/(localhost|127\.0\.0\.1)(?=[:/]|$)/, "https://*");
}
