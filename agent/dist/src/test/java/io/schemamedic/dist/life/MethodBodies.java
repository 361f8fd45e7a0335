package io.schemamedic.dist.life;

import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.TypePath;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a class file, told apart by what they do. The JVM hands out class files of its own
 * making: the same methods, another order of everything, and no annotations that only compilers
 * see.
 */
final class MethodBodies {
  private MethodBodies() {}

  /** Name and descriptor, and a checksum of instructions, frames and handlers. */
  static Map<String, String> of(byte[] classFile) {
    Map<String, String> bodies = new TreeMap<>();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access,
                  String name,
                  String descriptor,
                  @Nullable String signature,
                  String @Nullable [] exceptions) {
                ClassWriter alone = new ClassWriter(0);
                alone.visit(Opcodes.V1_8, 0, "alone", null, "java/lang/Object", null);
                return new WithoutAnnotations(
                    alone.visitMethod(
                        access & ~Opcodes.ACC_DEPRECATED, name, descriptor, signature, exceptions),
                    () -> bodies.put(name + descriptor, checksum(alone.toByteArray())));
              }
            },
            ClassReader.SKIP_DEBUG);
    return bodies;
  }

  private static final class WithoutAnnotations extends MethodVisitor {
    private final Runnable end;

    WithoutAnnotations(MethodVisitor next, Runnable end) {
      super(Opcodes.ASM9, next);
      this.end = end;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      return null;
    }

    @Override
    public @Nullable AnnotationVisitor visitTypeAnnotation(
        int type, @Nullable TypePath path, String descriptor, boolean visible) {
      return null;
    }

    @Override
    public @Nullable AnnotationVisitor visitParameterAnnotation(
        int parameter, String descriptor, boolean visible) {
      return null;
    }

    @Override
    public @Nullable AnnotationVisitor visitInsnAnnotation(
        int type, @Nullable TypePath path, String descriptor, boolean visible) {
      return null;
    }

    @Override
    public @Nullable AnnotationVisitor visitLocalVariableAnnotation(
        int type,
        @Nullable TypePath path,
        Label[] start,
        Label[] end,
        int[] index,
        String descriptor,
        boolean visible) {
      return null;
    }

    @Override
    public void visitEnd() {
      end.run();
    }
  }

  private static String checksum(byte[] bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes, 0, bytes.length);
    return Long.toHexString(checksum.getValue());
  }
}
