/** A caller of the REST API with one credential, or none. An answer that is no success is an error with its text. */
export function apiClient(url, token) {
  return async (method, path, body) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) {
      throw Object.assign(new Error(`${method} ${path} answered ${response.status}: ${text}`), {
        status: response.status,
      });
    }
    return text === '' ? undefined : JSON.parse(text);
  };
}

/** Signs a user in and answers a caller with the access token. */
export async function signIn(url, { email, password }) {
  const credentials = { grant_type: 'password', username: email, password };
  const { access_token: token } = await apiClient(url)('POST', '/auth/token', credentials);
  return apiClient(url, token);
}
