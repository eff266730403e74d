import { readMailchimp } from '../identify/read-mailchimp.ts'
import { BASIC, BEARER, form, grant, header, type Row } from './row.ts'

/** Mail and lists, one row each. */
export const MAIL: readonly Row[] = [
  {
    id: 'sendgrid',
    name: 'SendGrid',
    formats: [
      form('API key', 'SG.', /^SG\.[\w-]{20,24}\.[\w-]{39,50}$/, {
        says: 'the text does not tell whether it has full access',
        source: "gitleaks' and trufflehog's patterns",
      }),
    ],
    destinations: ['api.sendgrid.com', 'api.eu.sendgrid.com'],
    env: ['SENDGRID_API_KEY'],
    // Scopes: twilio.com/docs/sendgrid/api-reference/api-key-permissions; `mail.send` and `stats.read` are read by their words.
    scopes: new Map([
      ...grant('api_keys.create api_keys.update api_keys.delete', {
        access: 'admin',
        breadth: 'account',
        says: 'make other keys, which outlive this one',
      }),
      ...grant(
        `teammates.create teammates.update teammates.delete subusers.create subusers.update subusers.delete
           user.password.update user.email.update`,
        { access: 'admin', atLeast: 'organisation', says: 'change the people and accounts of the account' },
      ),
      ...grant(
        `sso.settings.update user.multifactor_authentication.create user.multifactor_authentication.update
           user.multifactor_authentication.delete user.username.update billing.create billing.update billing.delete
           access_settings.whitelist.update`,
        { access: 'admin', atLeast: 'organisation' },
      ),
      ...grant(
        '2fa_required 2fa_exempted sender_verification_eligible sender_verification_legacy sender_verification_exempt',
        {
          access: 'read',
        },
      ),
    ]),
    narrower: 'https://app.sendgrid.com/settings/api_keys',
  },
  {
    id: 'mailgun',
    name: 'Mailgun',
    formats: [
      form('primary API key', 'key', /^key-[a-f0-9]{32}$/, {
        breadth: 'account',
        access: 'write',
        says: 'it reads and changes every domain of its account',
        source: 'gitleaks\' rule table; documentation.mailgun.com, "Authentication"',
      }),
      // A key of any role, the sending key of one domain, or the key that signs webhooks: they look alike.
      form('API key', '', /^[a-f0-9]{32}-[a-f0-9]{8}-[a-f0-9]{8}$/, {
        says: 'of the account, of a role or of one domain; the text does not tell which',
        source: "gitleaks' and trufflehog's patterns",
      }),
      form('public validation key', 'pub', /^pubkey-[a-f0-9]{32}$/, {
        breadth: 'resource',
        access: 'read',
        suffix: 'public',
        says: 'it only says whether an address can exist',
        source: "gitleaks' rule table",
      }),
    ],
    destinations: ['api.mailgun.net', 'api.eu.mailgun.net'],
    env: ['MAILGUN_API_KEY', 'MAILGUN_SENDING_KEY'],
    carriers: [BASIC],
    // Roles: documentation.mailgun.com, "API key roles".
    scopes: new Map([
      ['basic', { access: 'read', breadth: 'account' }],
      ['analyst', { access: 'read', breadth: 'account' }],
      ['support', { access: 'read', breadth: 'account' }],
      ['developer', { access: 'write', breadth: 'account' }],
      ['sending', { access: 'write', breadth: 'resource' }],
    ]),
    narrower: 'https://app.mailgun.com/settings/api_security',
  },
  {
    id: 'mailchimp',
    name: 'Mailchimp',
    formats: [
      form('API key', '', /^[a-f0-9]{32}-us\d{1,2}$/, {
        read: readMailchimp,
        breadth: 'account',
        access: 'write',
        says: 'it does what its user may in the whole account; a key cannot be narrowed',
        source: 'mailchimp.com/help/about-api-keys: full access to the account, as the password',
      }),
      form('Transactional API key', 'md-', /^md-[\w-]{22}$/, {
        env: 'MANDRILL_API_KEY',
        destinations: ['mandrillapp.com'],
        // It is sent in the body of every request, which no carrier can name.
        carried: 'never',
        access: 'write',
        suffix: 'transactional',
        says: 'it sends mail; the text does not tell its permissions',
        source: 'mailchimp.com/developer/transactional',
      }),
    ],
    destinations: ['*.api.mailchimp.com'],
    env: ['MAILCHIMP_API_KEY', 'MANDRILL_API_KEY'],
    carriers: [BASIC, BEARER],
    narrower: 'https://mailchimp.com/developer/marketing/guides/access-user-data-oauth-2/',
    revoke: 'https://admin.mailchimp.com/account/api/',
  },
  {
    // Its tokens are UUIDs, which anything may be: known by its variables only.
    id: 'postmark',
    name: 'Postmark',
    formats: [],
    destinations: ['api.postmarkapp.com'],
    env: ['POSTMARK_SERVER_TOKEN', 'POSTMARK_API_TOKEN', 'POSTMARK_ACCOUNT_TOKEN'],
    carriers: [header('X-Postmark-Server-Token'), header('X-Postmark-Account-Token')],
    narrower: 'https://postmarkapp.com/developer/api/overview',
    revoke: 'https://account.postmarkapp.com/servers',
  },
  {
    id: 'resend',
    name: 'Resend',
    formats: [
      form('API key', 're_', /^re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}$/, {
        says: 'the text tells neither its domain nor whether it only sends',
        source: 'resend.com/docs/api-reference/api-keys/create-api-key',
      }),
    ],
    destinations: ['api.resend.com'],
    env: ['RESEND_API_KEY'],
    scopes: new Map([['sending_access', { access: 'write', breadth: 'several' }]]),
    baseUrlEnv: 'RESEND_BASE_URL',
    narrower: 'https://resend.com/api-keys',
  },
  {
    id: 'brevo',
    name: 'Brevo',
    formats: [
      form('API key', 'xkeysib-', /^xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}$/, {
        breadth: 'account',
        access: 'write',
        says: 'it reads and changes contacts and campaigns of the whole account; a key cannot be narrowed',
        source: 'gitleaks\' rule table; developers.brevo.com, "Authentication"',
      }),
      form('SMTP key', 'xsmtpsib-', /^xsmtpsib-[a-f0-9]{64}-[A-Za-z0-9]{16}$/, {
        carried: 'never',
        breadth: 'resource',
        access: 'write',
        suffix: 'smtp',
        says: 'it sends mail through the relay, and does nothing else',
        source: 'help.brevo.com, "SMTP keys"',
      }),
    ],
    destinations: ['api.brevo.com'],
    env: ['BREVO_API_KEY', 'SENDINBLUE_API_KEY'],
    carriers: [header('api-key')],
    narrower: 'https://app.brevo.com/settings/keys/api',
  },
]
