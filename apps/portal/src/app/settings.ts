/** What the gateway writes into the page. */
export interface PortalSettings {
  readonly registration: boolean;
  /** In the local stack only. */
  readonly demoLogins: readonly DemoLogin[];
}

export interface DemoLogin {
  readonly company: string;
  readonly email: string;
  readonly password: string;
}

export const settings: PortalSettings = {
  registration: false,
  demoLogins: [],
  ...(JSON.parse(document.getElementById('settings')?.textContent ?? '{}') as Partial<PortalSettings>),
};
