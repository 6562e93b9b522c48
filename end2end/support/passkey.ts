import type { CDPSession, Page } from '@playwright/test';

/** An authenticator built into the machine, as far as the browser can tell. Its owner is always there. */
export class Authenticator {
  private constructor(
    private readonly session: CDPSession,
    private readonly authenticatorId: string,
  ) {}

  static async of(page: Page): Promise<Authenticator> {
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable');
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
      },
    });
    return new Authenticator(session, authenticatorId);
  }

  /** Whether the finger on the sensor is its owner's. */
  async recognises(isUserVerified: boolean): Promise<void> {
    await this.session.send('WebAuthn.setUserVerified', { authenticatorId: this.authenticatorId, isUserVerified });
  }

  /** Says of its only key whether it can be synced to other devices, and that it then is. */
  async syncs(synced: boolean): Promise<void> {
    const { authenticatorId } = this;
    const { credentials } = await this.session.send('WebAuthn.getCredentials', { authenticatorId });
    const credentialId = credentials[0]?.credentialId ?? '';
    await this.session.send('WebAuthn.setCredentialProperties', {
      authenticatorId,
      credentialId,
      backupEligibility: synced,
      backupState: synced,
    });
  }
}
