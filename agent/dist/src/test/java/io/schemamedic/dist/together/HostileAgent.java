package io.schemamedic.dist.together;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.NullUnmarked;

/**
 * Somebody else's agent, which fails at one class of the driver. Its argument is {@code WAY CLASS},
 * the class with slashes: {@code throws} whenever it is asked; {@code garbage} and {@code
 * unverifiable} bytes when the class is transformed again, which takes a third agent.
 */
@NullUnmarked
public final class HostileAgent implements ClassFileTransformer {
  private final String way;
  private final String target;

  private HostileAgent(String way, String target) {
    this.way = way;
    this.target = target;
  }

  /** Called by the JVM before {@code main}. */
  public static void premain(String argument, Instrumentation jvm) {
    String[] words = argument.split(" ");
    jvm.addTransformer(new HostileAgent(words[0], words[1]), true);
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String name,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    if (!target.equals(name)) {
      return null;
    }
    if (way.equals("throws")) {
      throw new IllegalStateException("cannot transform");
    }
    if (redefined == null) {
      return null;
    }
    return way.equals("garbage") ? new byte[] {1, 2, 3} : unverifiable(classFile);
  }

  /** Every method begins by taking something from an empty stack. */
  private static byte[] unverifiable(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    ClassVisitor taking =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String type, String signature, String[] exceptions) {
            return new MethodVisitor(
                Opcodes.ASM9, super.visitMethod(access, name, type, signature, exceptions)) {
              @Override
              public void visitCode() {
                super.visitCode();
                super.visitInsn(Opcodes.POP);
              }
            };
          }
        };
    new ClassReader(classFile).accept(taking, 0);
    return writer.toByteArray();
  }
}
