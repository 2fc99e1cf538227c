package org.openroi.redaction.folder;

import java.nio.file.Path;
import org.openroi.redaction.PackageStore;
import org.openroi.redaction.RecordSource;

/** The adapters of this package, for tests of what is made of them. */
public final class FolderFixture {
  private FolderFixture() {}

  public static RecordSource records(Path folder) {
    return new FolderRecordSource(folder);
  }

  public static PackageStore packages(Path folder) {
    return new FolderPackageStore(folder);
  }
}
