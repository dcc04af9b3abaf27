/** The app's config under a name that libs can inject: they know only the settings that they use. */
export const BASE_CONFIG = 'anika:config';
