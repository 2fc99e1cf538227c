package org.openroi.redaction.sftp;

import java.io.IOException;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.openroi.redaction.ChannelFailure;
import org.openroi.redaction.ChannelFailure.Kind;

/** What a server's answer, or its silence, means. */
final class SftpFailures {
  private SftpFailures() {}

  static ChannelFailure of(IOException failure) {
    return new ChannelFailure(kind(failure));
  }

  static boolean isNoSuchFile(IOException failure) {
    return kind(failure) == Kind.NO_SUCH_PLACE;
  }

  private static Kind kind(IOException failure) {
    if (!(failure instanceof SftpException answer)) {
      return Kind.NO_ANSWER;
    }
    return switch (answer.getStatus()) {
      case SftpConstants.SSH_FX_NO_SUCH_FILE, SftpConstants.SSH_FX_NO_SUCH_PATH ->
          Kind.NO_SUCH_PLACE;
      case SftpConstants.SSH_FX_PERMISSION_DENIED,
          SftpConstants.SSH_FX_WRITE_PROTECT,
          SftpConstants.SSH_FX_OP_UNSUPPORTED ->
          Kind.REFUSED;
      case SftpConstants.SSH_FX_NO_CONNECTION, SftpConstants.SSH_FX_CONNECTION_LOST ->
          Kind.NO_ANSWER;
      default -> Kind.FAILED;
    };
  }
}
