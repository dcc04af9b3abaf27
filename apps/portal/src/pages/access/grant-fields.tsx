import { useTranslation } from 'react-i18next';

/** The paths that a grant shows, or that it shows everything. */
export function GrantFields({ fields }: { readonly fields: readonly string[] | null }) {
  const { t } = useTranslation('access');
  if (!fields) return t('allFields');
  const text = fields.join(', ');
  return (
    <span className="mono" title={text}>
      {text}
    </span>
  );
}
