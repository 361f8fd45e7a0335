package io.schemamedic.dist.failopen;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ShippedJar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Nothing that may run inside a service ends it: no class of the jar knows how, libraries too. */
@NullUnmarked
class NeverExitsIT {
  private static final String HIDDEN = "META-INF/schema-medic/";

  /** The program of {@code java -jar}, which is a process of its own. */
  private static boolean isOfTheCommandLine(String name) {
    return name.startsWith(HIDDEN + "io/schemamedic/cli/")
        || name.equals("io/schemamedic/entry/Main.class");
  }

  @Test
  void onlyTheCommandLineCanEndAProcess() throws IOException {
    List<String> ending = new ArrayList<>();
    int read = 0;
    try (JarFile jar = new JarFile(ShippedJar.file())) {
      Enumeration<JarEntry> entries = jar.entries();
      while (entries.hasMoreElements()) {
        JarEntry entry = entries.nextElement();
        if (entry.getName().endsWith(".class")) {
          read++;
          if (endsProcesses(jar.getInputStream(entry).readAllBytes())) {
            ending.add(entry.getName());
          }
        }
      }
    }

    assertThat(read).isGreaterThan(1_000);
    assertThat(ending).isNotEmpty().allMatch(NeverExitsIT::isOfTheCommandLine);
  }

  private static boolean endsProcesses(byte[] classFile) {
    List<String> calls = new ArrayList<>();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String type, String signature, String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitMethodInsn(
                      int opcode, String owner, String called, String type, boolean isInterface) {
                    calls.add(owner + "." + called);
                  }
                };
              }
            },
            ClassReader.SKIP_DEBUG);
    return calls.contains("java/lang/System.exit")
        || calls.contains("java/lang/Runtime.exit")
        || calls.contains("java/lang/Runtime.halt");
  }
}
