package org.openroi.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  @TempDir Path folder;
  private Home home;

  @BeforeEach
  void home() throws Exception {
    home = new Home(folder.resolve("home"));
    home.create();
  }

  @Test
  void isItsOwnersAlone() throws Exception {
    assertThat(permissions(home.folder())).isEqualTo("rwx------");
    Keys.password(home.key("password"));
    assertThat(permissions(home.key("password"))).isEqualTo("rw-------");
  }

  @Test
  void keepsItsPortsAndItsKeys() throws Exception {
    int port = home.port("broker", null);
    assertThat(new Home(home.folder()).port("broker", null)).isEqualTo(port);
    assertThat(home.port("store", null)).isNotEqualTo(port);
    String key = Keys.aes(home.key("aes"));
    assertThat(Keys.aes(home.key("aes"))).isEqualTo(key);
    assertThat(Base64.getDecoder().decode(key)).hasSize(32);
  }

  @Test
  void choosesAnotherPortWhenItsOwnIsTaken() throws Exception {
    int port = home.port("broker", null);
    try (ServerSocket taken = new ServerSocket(port, 1, Ports.loopback())) {
      assertThat(taken.isBound()).isTrue();
      assertThat(home.port("broker", null)).isNotEqualTo(port);
      assertThat(home.port("other", port)).isNotEqualTo(port);
    }
  }

  @Test
  void signsWithTheKeyThatBelongsToThePublicOne() throws Exception {
    Keys.ed25519(home.key("private"), home.key("public"));
    KeyFactory factory = KeyFactory.getInstance("Ed25519");
    PrivateKey mine = factory.generatePrivate(new PKCS8EncodedKeySpec(der(home.key("private"))));
    PublicKey theirs = factory.generatePublic(new X509EncodedKeySpec(der(home.key("public"))));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(mine);
    byte[] signed = signature.sign();
    signature.initVerify(theirs);
    assertThat(signature.verify(signed)).isTrue();
    assertThat(permissions(home.key("private"))).isEqualTo("rw-------");
  }

  private static byte[] der(Path pem) throws Exception {
    String base64 = Files.readString(pem).replaceAll("-----.*-----", "");
    return Base64.getMimeDecoder().decode(base64);
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
