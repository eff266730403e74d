/** What `exec` and `shell` end with for every failure and refusal of ours, so that the command's own codes stay recognisable. */
export const OWN_FAILURE = 125
