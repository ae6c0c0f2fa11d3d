/** Where a running sandbox is reached and how to sign in. All of it is for this machine only. */
export interface SandboxStatus {
  /** Entra authority; with it `disableInstanceDiscovery` is needed. */
  readonly authority: string;
  readonly tenantId: string;
  /** Base URL, without version. */
  readonly graph: string;
  /** Base URL of the Power Platform admin API. */
  readonly powerPlatform: string;
  /** Organization URL: the origin itself. */
  readonly dataverse: string;
  readonly environmentId: string;
  /** PEM file of the authority to trust, for `NODE_EXTRA_CA_CERTS` and `SSL_CERT_FILE`. */
  readonly caFile: string;
  readonly clientId: string;
  /** Opens nothing but this sandbox. */
  readonly clientSecret: string;
  /** PEM file with certificate and key, for signing in with a certificate instead. */
  readonly clientCertificateFile: string;
  /** Managed identity of App Service: `IDENTITY_ENDPOINT`; `IDENTITY_HEADER` is the client secret. */
  readonly identityEndpoint: string;
  /** Base URL of the admin routes. */
  readonly admin: string;
  /** Page for people. */
  readonly page: string;
  /** State directory; null when the tenant lives in memory only. */
  readonly directory: string | null;
  readonly pid: number;
}
