import type { Introspection } from '../../token/introspection.ts'
import { whoAmI, wholeAccount } from './who-am-i.ts'

// developers.brevo.com: "Get your account information" (GET /v3/account: email, companyName) and "Authentication": an API
// key reaches everything in its account. An SMTP key sends mail by another protocol, and asks nothing.

export const brevo: Introspection = {
  id: 'brevo',
  base: 'https://api.brevo.com',
  carriage: { kind: 'header', header: 'api-key' },
  steps: ({ text }) =>
    text.startsWith('xsmtpsib-')
      ? []
      : [
          whoAmI(
            '/v3/account',
            [['companyName'], ['email']],
            wholeAccount('an API key reaches everything in its account'),
          ),
        ],
  source: 'https://developers.brevo.com/reference/getaccount',
}
