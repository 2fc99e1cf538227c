package org.openroi.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
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

  @Test
  void makesKeysOfEveryKindOnce() throws Exception {
    Path ec = home.key("ec.pem");
    Path rsa = home.key("rsa.pem");
    assertThat(Keys.ec(ec).getPublic()).isEqualTo(Keys.ec(ec).getPublic());
    assertThat(Keys.rsa(rsa).getPublic()).isEqualTo(Keys.rsa(rsa).getPublic());
    for (KeyPair pair : List.of(Keys.ec(ec), Keys.rsa(rsa))) {
      String algorithm =
          pair.getPublic().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(pair.getPrivate());
      byte[] signed = signature.sign();
      signature.initVerify(pair.getPublic());
      assertThat(signature.verify(signed)).isTrue();
    }
    assertThat(permissions(ec)).isEqualTo("rw-------");
    assertThat(permissions(rsa)).isEqualTo("rw-------");
  }

  @Test
  void encryptsToASetThatOnlyThePrivateOneOpens() throws Exception {
    Path mine = home.key("terms.jwks");
    Path theirs = home.key("terms.pub.jwks");
    Keys.jwk(mine, theirs);
    String before = Files.readString(mine);
    Keys.jwk(mine, theirs);
    assertThat(mine).hasContent(before);
    ECKey secret = JWKSet.load(mine.toFile()).getKeys().getFirst().toECKey();
    ECKey open = JWKSet.load(theirs.toFile()).getKeys().getFirst().toECKey();
    assertThat(open.isPrivate()).isFalse();
    assertThat(open).isEqualTo(secret.toPublicJWK());
    JWEObject message =
        new JWEObject(
            new JWEHeader(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM), new Payload("terms"));
    message.encrypt(new ECDHEncrypter(open));
    JWEObject received = JWEObject.parse(message.serialize());
    received.decrypt(new ECDHDecrypter(secret));
    assertThat(received.getPayload()).hasToString("terms");
    assertThat(permissions(mine)).isEqualTo("rw-------");
  }

  private static byte[] der(Path pem) throws Exception {
    String base64 = Files.readString(pem).replaceAll("-----.*-----", "");
    return Base64.getMimeDecoder().decode(base64);
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
