import type { Introspection } from '../../token/introspection.ts'
import { whoAmI, wholeAccount } from './who-am-i.ts'

// mailchimp.com/developer, "Fundamentals": the data centre is the key's end (`-us6`), the key is the password of any user;
// "API Root" (GET /3.0/: account_name, role). "About API keys": a key gives full access to the account.

export const mailchimp: Introspection = {
  id: 'mailchimp',
  base: ({ text }) => {
    const centre = /-(us\d{1,2})$/.exec(text.trim())?.[1]
    return centre === undefined ? null : `https://${centre}.api.mailchimp.com`
  },
  carriage: { kind: 'basic', user: 'bulkhead' },
  steps: [
    whoAmI('/3.0/', [['account_name'], ['account_id']], wholeAccount('an API key has full access to its account')),
  ],
  source: 'https://mailchimp.com/developer/marketing/docs/fundamentals/',
}
