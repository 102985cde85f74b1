/** A start refused for a reason the person who runs the service can do something about: in Spanish, then in English. */
export class CannotStartPostgres extends Error {
  override readonly name: string = "CannotStartPostgres";

  constructor(spanish: string, english: string, options?: ErrorOptions) {
    super(`${spanish}\n${english}`, options);
  }
}

/** Another living process owns the data folder. */
export class DataFolderInUse extends CannotStartPostgres {
  override readonly name = "DataFolderInUse";

  constructor(
    readonly folder: string,
    readonly pid: number,
  ) {
    super(
      `La carpeta de datos ${folder} ya está en uso por el proceso ${pid}. ` +
        "Detén ese proceso, elige otra carpeta con DATA_DIR, o usa un servidor PostgreSQL con DATABASE_URL.",
      `The data folder ${folder} is already in use by process ${pid}. ` +
        "Stop that process, choose another folder with DATA_DIR, or use a PostgreSQL server with DATABASE_URL.",
    );
  }
}
