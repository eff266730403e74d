const HOST = /^(?:[A-Z,]+ )?(?:https?:\/\/)?(\[[^\]]*\]|[^/: ]+)/

/** The host of a canonical destination, without reading all of its grammar; text of another form stands for itself. */
export const destinationHost = (destination: string): string => HOST.exec(destination)?.[1] ?? destination
