import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import type { Zone } from '../i18n/format';

interface Preferences {
  readonly zone: Zone;
  readonly setZone: (zone: Zone) => void;
}

const STORED = 'anika-zone';
const Context = createContext<Preferences>({ zone: 'local', setZone: () => undefined });

/** What a person sets for this browser, but for language and colours, which have their own places. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const [zone, setState] = useState<Zone>(localStorage.getItem(STORED) === 'utc' ? 'utc' : 'local');
  const value = useMemo(
    () => ({
      zone,
      setZone: (next: Zone) => {
        localStorage.setItem(STORED, next);
        setState(next);
      },
    }),
    [zone],
  );
  return <Context value={value}>{children}</Context>;
}

export const usePreferences = (): Preferences => use(Context);
