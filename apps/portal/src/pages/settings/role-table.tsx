import { Check, Minus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { COMPANY_ROLES, ROLE_STEPS, scopeText } from '../../lib/scopes';
import { PlainTable } from '../../ui/plain-table';

/** Which role may do what. */
export function RoleTable() {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  return (
    <PlainTable
      label={t('roles.title')}
      head={[t('roles.may'), ...COMPANY_ROLES.map((role) => common(`user.role.${role}`))]}
    >
      {COMPANY_ROLES.flatMap((lowest, level) =>
        ROLE_STEPS[lowest].map((scope) => (
          <tr key={scope}>
            <th scope="row">{common(`scope.${scopeText(scope)}`)}</th>
            {COMPANY_ROLES.map((role, index) => (
              <td key={role}>
                {index >= level ? (
                  <Check size={16} color="var(--anika-good)" aria-label={t('roles.yes')} />
                ) : (
                  <Minus size={16} color="var(--mantine-color-dimmed)" aria-label={t('roles.no')} />
                )}
              </td>
            ))}
          </tr>
        )),
      )}
    </PlainTable>
  );
}
