import type { Introspection } from '../../token/introspection.ts'
import { airtable } from './airtable.ts'
import { anthropic } from './anthropic.ts'
import { asana } from './asana.ts'
import { atlassian } from './atlassian.ts'
import { bitbucket } from './bitbucket.ts'
import { brevo } from './brevo.ts'
import { cloudflare } from './cloudflare.ts'
import { databricks } from './databricks.ts'
import { datadog } from './datadog.ts'
import { digitalocean } from './digitalocean.ts'
import { discord } from './discord.ts'
import { doppler } from './doppler.ts'
import { elevenlabs } from './elevenlabs.ts'
import { fastly } from './fastly.ts'
import { figma } from './figma.ts'
import { fly } from './fly.ts'
import { github } from './github.ts'
import { gitlab } from './gitlab.ts'
import { googleAi } from './google-ai.ts'
import { grafana } from './grafana.ts'
import { groq } from './groq.ts'
import { heroku } from './heroku.ts'
import { honeycomb } from './honeycomb.ts'
import { huggingface } from './huggingface.ts'
import { launchdarkly } from './launchdarkly.ts'
import { linode } from './linode.ts'
import { mailchimp } from './mailchimp.ts'
import { mailgun } from './mailgun.ts'
import { mistral } from './mistral.ts'
import { netlify } from './netlify.ts'
import { notion } from './notion.ts'
import { npm } from './npm.ts'
import { openai } from './openai.ts'
import { openrouter } from './openrouter.ts'
import { openshift } from './openshift.ts'
import { opsgenie } from './opsgenie.ts'
import { pagerduty } from './pagerduty.ts'
import { posthog } from './posthog.ts'
import { postman } from './postman.ts'
import { pulumi } from './pulumi.ts'
import { render } from './render.ts'
import { replicate } from './replicate.ts'
import { resend } from './resend.ts'
import { rubygems } from './rubygems.ts'
import { sendgrid } from './sendgrid.ts'
import { sentry } from './sentry.ts'
import { shopify } from './shopify.ts'
import { slack } from './slack.ts'
import { square } from './square.ts'
import { stripe } from './stripe.ts'
import { supabase } from './supabase.ts'
import { tailscale } from './tailscale.ts'
import { telegram } from './telegram.ts'
import { terraform } from './terraform.ts'
import { twilio } from './twilio.ts'
import { vault } from './vault.ts'
import { vercel } from './vercel.ts'
import { xai } from './xai.ts'

/** How each provider that can be asked is asked, by its id. Loaded only when somebody asks. */
export const INTROSPECTIONS: ReadonlyMap<string, Introspection> = new Map(
  [
    airtable,
    anthropic,
    asana,
    atlassian,
    bitbucket,
    cloudflare,
    databricks,
    datadog,
    digitalocean,
    discord,
    doppler,
    fastly,
    figma,
    fly,
    github,
    gitlab,
    grafana,
    groq,
    heroku,
    posthog,
    honeycomb,
    resend,
    xai,
    mistral,
    googleAi,
    openshift,
    opsgenie,
    elevenlabs,
    brevo,
    huggingface,
    launchdarkly,
    linode,
    mailchimp,
    mailgun,
    netlify,
    notion,
    npm,
    openai,
    openrouter,
    pagerduty,
    postman,
    pulumi,
    render,
    replicate,
    rubygems,
    sendgrid,
    sentry,
    shopify,
    slack,
    square,
    stripe,
    supabase,
    tailscale,
    telegram,
    terraform,
    twilio,
    vault,
    vercel,
  ].map((introspection) => [introspection.id, introspection]),
)

/** The questions of a provider; null where none is known that needs only GET or HEAD. */
export const introspectionOf = (id: string): Introspection | null => INTROSPECTIONS.get(id) ?? null
