import { z } from 'zod';
import { isCommonPassword } from './common-passwords';
import { StorableText } from './common';

export const PASSWORD_LENGTH = { min: 10, max: 256 } as const;

/** Length, not composition, and none of those that are guessed first (NIST SP 800-63B section 3.1.1.2). */
export const Password = z
  .string()
  .min(PASSWORD_LENGTH.min, { abort: true })
  .max(PASSWORD_LENGTH.max)
  .refine((text) => !isCommonPassword(text), {
    error: 'is one of those that are guessed first: choose another one',
    params: { reason: 'guessable' },
  })
  .meta({ examples: ['correct horse battery'] });

/** A password that is compared, not set: of any form. */
export const PasswordTried = z.string().min(1).max(1024);

/** What stands in a link that was sent or handed over. */
export const LinkToken = z
  .string()
  .min(1)
  .max(256)
  .meta({ examples: ['Ab3xQ2nL0v8sYkR5tW7uZ1cE4fG6hJ9mP2qS5dV8bN0'] });

export const ChangePassword = z
  .strictObject({ current: PasswordTried, new: Password })
  .meta({ id: 'ChangePassword' });
export type ChangePassword = z.infer<typeof ChangePassword>;

export const RequestReset = z
  .strictObject({
    email: StorableText.min(1)
      .max(254)
      .meta({ examples: ['owner@avtoexpress.example'] }),
  })
  .meta({ id: 'RequestReset' });
export type RequestReset = z.infer<typeof RequestReset>;

export const ConfirmReset = z
  .strictObject({ token: LinkToken, password: Password })
  .meta({ id: 'ConfirmReset' });
export type ConfirmReset = z.infer<typeof ConfirmReset>;
